export {
  deploymentsApiRef,
  type DeploymentQuery,
  type DeploymentsApi,
  type DoraQuestion,
  type IncidentQuery,
  type RequestOptions,
  type RowRequestOptions,
  type ServiceRow,
} from './DeploymentsApi';
export { DeploymentsClient } from './DeploymentsClient';
