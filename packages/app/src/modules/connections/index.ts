export {
  connectionsApiRef,
  type ConnectionsApi,
  type PluginAnswer,
} from './ConnectionsApi';
export { connectionsPlugin } from './connectionsPlugin';
export { keyOf, sourceRows, type SourceRow } from './sourceRows';
