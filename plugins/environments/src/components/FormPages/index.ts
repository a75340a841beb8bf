export { ChangeEnvironmentPage } from './ChangeEnvironmentPage';
export { CreateEnvironmentPage } from './CreateEnvironmentPage';
