export { Timeline, type TimelineSubject } from './Timeline';
