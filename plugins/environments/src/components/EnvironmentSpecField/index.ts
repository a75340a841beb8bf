export { environmentSpecField } from './environmentSpecField';
