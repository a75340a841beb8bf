export { deploymentsApiRef, type DeploymentsApi, type ServiceRow } from './api';
export { useDeploymentsSignal } from './hooks/useDeploymentsSignal';
export { deploymentsPlugin as default } from './plugin';
