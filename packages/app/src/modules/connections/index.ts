export {
  connectionsApiRef,
  type ConnectionsApi,
  type PluginAnswer,
} from './ConnectionsApi';
export { connectionsPlugin } from './connectionsPlugin';
export { sourceRows, type SourceRow } from './sourceRows';
