export {
  environmentsApiRef,
  type Decision,
  type EnvironmentsApi,
  type RequestedChange,
  type RequestOptions,
} from './EnvironmentsApi';
export { EnvironmentsClient } from './EnvironmentsClient';
export { submitNew, submitResize, type Requested } from './submitSpec';
