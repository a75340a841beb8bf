export { environmentsApiRef, type EnvironmentsApi } from './api';
export { environmentsPlugin as default } from './plugin';
