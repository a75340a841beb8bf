export {
  ENVIRONMENT_TRANSITIONS,
  environmentEventSchema,
  environmentStateSchema,
  transitionEnvironment,
  type EnvironmentEvent,
  type EnvironmentState,
} from './environmentState';
export {
  environmentStateOf,
  eventOfRun,
  type RunFacts,
} from './environmentStateOf';
export {
  driftSchema,
  environmentListSchema,
  environmentViewSchema,
  type Drift,
  type EnvironmentList,
  type EnvironmentView,
} from './EnvironmentView';
export {
  ENVIRONMENT_LABEL,
  ENVIRONMENT_TAG,
  ENVIRONMENTS_CHANGED_TOPIC,
  LOCAL_ENVIRONMENT,
} from './keys';
export {
  moduleProgressSchema,
  outputListSchema,
  pipelineRunListSchema,
  pipelineRunReportSchema,
  pipelineRunSchema,
  runOperationSchema,
  runOutputSchema,
  runStatusSchema,
  type ModuleProgress,
  type OutputList,
  type PipelineRun,
  type PipelineRunReport,
  type RunOperation,
  type RunOutput,
  type RunStatus,
} from './PipelineRun';
export {
  changeProgress,
  PROGRESS_STEPS,
  type ProgressEntry,
  type ProgressFacts,
  type ProgressStatus,
  type ProgressStep,
} from './progress';
