export { Initial } from './Initial';
export { usePerson } from './usePerson';
