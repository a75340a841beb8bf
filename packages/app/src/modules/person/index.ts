export { Initial } from './Initial';
export { usePerson, type Person } from './usePerson';
