export { RunningVersionCard } from './RunningVersionCard';
