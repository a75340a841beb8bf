export {
  environmentNameIssues,
  isEnvironmentName,
  NAME_MAX_LENGTH,
  NAME_MIN_LENGTH,
  RESERVED_NAMES,
  suggestEnvironmentName,
  type NameIssue,
  type NameRule,
} from './names';
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
} from './changes/ChangeRequest';
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
} from './changes/changeState';
export {
  canDecide,
  isFullyApproved,
  type DecisionFacts,
  type DecisionRight,
  type DecisionRule,
} from './changes/decide';
export { type Transition, type TransitionTable } from './changes/transition';
export {
  ENVIRONMENT_TRANSITIONS,
  environmentEventSchema,
  environmentStateSchema,
  transitionEnvironment,
  type EnvironmentEvent,
  type EnvironmentState,
} from './environments/environmentState';
export {
  environmentStateOf,
  eventOfRun,
  type RunFacts,
} from './environments/environmentStateOf';
export {
  driftSchema,
  environmentListSchema,
  environmentViewSchema,
  type Drift,
  type EnvironmentList,
  type EnvironmentView,
} from './environments/EnvironmentView';
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
} from './environments/PipelineRun';
export {
  changeProgress,
  PROGRESS_STEPS,
  type ProgressEntry,
  type ProgressFacts,
  type ProgressStatus,
  type ProgressStep,
} from './environments/progress';
export {
  cidrContains,
  cidrSize,
  cidrsOverlap,
  formatCidr,
  isPrivateCidr,
  NETWORK_PREFIXES,
  parseCidr,
  parseNetworkCidr,
  type Cidr,
  type ParsedCidr,
} from './network/cidr';
export {
  checkCidrFree,
  nextFreeCidr,
  type CidrCheck,
  type TakenCidr,
} from './network/freeCidr';
export {
  findRegion,
  REGIONS,
  zoneNames,
  type RegionEntry,
} from './network/regions';
export {
  MAX_ZONES,
  SUBNET_TIERS,
  subnetPlan,
  type PlannedSubnet,
  type SubnetTier,
} from './network/subnetPlan';
export {
  environmentsChangeApprovePermission,
  environmentsChangeCreatePermission,
  environmentsChangeReadPermission,
  environmentsEnvironmentReadPermission,
  environmentsPermissions,
  environmentsRunsReportPermission,
} from './permissions';
export {
  approvalRequirementSchema,
  approvalsFor,
  CLASS_MONTHLY_LIMITS,
  DEFAULT_APPROVAL_GROUPS,
  type ApprovalFacts,
  type ApprovalGroups,
  type ApprovalRequirement,
} from './preview/approvals';
export {
  estimateLineSchema,
  estimateResultSchema,
  estimateSchema,
  isEstimate,
  unavailableEstimateSchema,
  type Estimate,
  type EstimateLine,
  type EstimateResult,
  type UnavailableEstimate,
} from './preview/Estimate';
export {
  dataLosses,
  isEmptyPlan,
  planActionSchema,
  planModuleSchema,
  plannedResourceSchema,
  planSchema,
  planSummarySchema,
  type Plan,
  type PlanAction,
  type PlanModule,
  type PlannedResource,
  type PlanSummary,
} from './preview/Plan';
export {
  isBlocking,
  policyFindingSchema,
  severitySchema,
  sortFindings,
  type PolicyFinding,
  type Severity,
} from './preview/PolicyFinding';
export {
  invalidPreviewSchema,
  previewRequestSchema,
  previewResponseSchema,
  specIssueSchema,
  validPreviewSchema,
  type PreviewRequest,
  type PreviewResponse,
  type ValidPreview,
} from './preview/preview';
export {
  CLASS_DEFAULTS,
  DEFAULT_CLUSTER_VERSION,
  DEFAULT_DATABASE_VERSION,
  environmentClassSchema,
  type ClassDefaults,
  type EnvironmentClass,
  type NodeGroupDefaults,
} from './spec/classes';
export { CONTROL_PLANE_LOGS, LOG_RETENTION_DAYS } from './spec/cluster';
export {
  DEFAULT_REGION,
  defaultSpecFor,
  type DefaultSpecOptions,
} from './spec/defaultSpecFor';
export { diffSpecs, type SpecDifference } from './spec/diffSpecs';
export { MANAGED_RULE_GROUPS } from './spec/edge';
export {
  MIN_ZONES,
  SPEC_API_VERSION,
  specSchemaOf,
  type EnvironmentSpec,
  type EnvironmentSpecInput,
  type NodeGroup,
} from './spec/EnvironmentSpec';
export { formatPath, type SpecIssue } from './spec/issues';
export { environmentNameSchema, ownerRefSchema } from './spec/metadata';
export { networkCidrSchema } from './spec/network';
export {
  environmentSpecSchema,
  parseEnvironmentSpec,
  type ParsedSpec,
} from './spec/parseEnvironmentSpec';
export {
  parseEnvironmentSpecText,
  SPEC_TEXT_LIMIT,
} from './spec/parseEnvironmentSpecText';
export {
  canonicalSpec,
  serializeEnvironmentSpec,
} from './spec/serializeEnvironmentSpec';
export { PLATFORM_TAGS } from './spec/tags';
export {
  expiresAt,
  EXPIRING_WITHIN_MS,
  isExpiring,
  TTL_MAX_DAYS,
  ttlSchema,
  ttlToMs,
} from './spec/ttl';
export { waiverSchema, type Waiver } from './spec/waivers';
