export { servicePageModule } from './servicePageModule';
