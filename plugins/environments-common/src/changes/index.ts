export {
  changeApprovalSchema,
  changeHistoryEntrySchema,
  changeListQuerySchema,
  changeListSchema,
  changeRequestSchema,
  changeSummarySchema,
  createChangeRequestSchema,
  decisionRequestSchema,
  pullRequestSchema,
  type ChangeApproval,
  type ChangeHistoryEntry,
  type ChangeList,
  type ChangeListQuery,
  type ChangeRequest,
  type ChangeSummary,
  type CreateChangeRequest,
  type DecisionRequest,
  type PullRequest,
} from './ChangeRequest';
export {
  CHANGE_TRANSITIONS,
  changeEventSchema,
  changeKindSchema,
  changeStateSchema,
  FINAL_CHANGE_STATES,
  isOpenChange,
  OPEN_CHANGE_STATES,
  transitionChange,
  type ChangeEvent,
  type ChangeKind,
  type ChangeState,
} from './changeState';
export { changeTitle } from './changeTitle';
export {
  canDecide,
  isFullyApproved,
  type DecisionFacts,
  type DecisionRight,
  type DecisionRule,
} from './decide';
export { type Transition, type TransitionTable } from './transition';
