export { deploymentsApiRef, type DeploymentsApi, type ServiceRow } from './api';
export { deploymentsPlugin as default } from './plugin';
