export {
  fetchLane,
  laneProblemOf,
  TimelineLaneBlueprint,
  timelineLanesApiRef,
  type LaneAnswer,
  type LaneProblem,
  type LaneProblemKind,
  type TimelineLane,
  type TimelineLaneQuery,
  type TimelineLanesApi,
} from './lanes';
