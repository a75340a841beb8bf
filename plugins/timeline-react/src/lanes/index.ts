export { fetchLane, MAX_ITEMS, MAX_PAGES, TIMEOUT_MS } from './fetchLane';
export { laneProblemOf } from './laneProblem';
export { TimelineLaneBlueprint } from './TimelineLaneBlueprint';
export { timelineLanesApiRef, type TimelineLanesApi } from './TimelineLanesApi';
export type {
  LaneAnswer,
  LaneProblem,
  LaneProblemKind,
  TimelineLane,
  TimelineLaneQuery,
} from './TimelineLane';
