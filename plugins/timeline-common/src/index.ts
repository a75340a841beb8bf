export { ageWords } from './ageWords';
export { originSchema, type Origin } from './origin';
export {
  timelineItemSchema,
  timelineQuerySchema,
  timelineResponseSchema,
  timelineStatusSchema,
  type TimelineItem,
  type TimelineQuery,
  type TimelineResponse,
  type TimelineStatus,
} from './TimelineItem';
export {
  sourceLight,
  sourceStateSchema,
  sourceStatusSchema,
  sourcesResponseSchema,
  type SourceState,
  type SourceStatus,
  type SourcesResponse,
} from './SourceStatus';
export {
  compareSources,
  isSourceBroken,
  sourceStateWord,
  sourceSummary,
  type SourceFacts,
} from './sourceWords';
