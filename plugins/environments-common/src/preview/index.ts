export { commitmentWords } from './commitmentWords';
export { costForDays, HOURS_PER_MONTH } from './costForDays';
export {
  approvalRequirementSchema,
  approvalsFor,
  CLASS_MONTHLY_LIMITS,
  DEFAULT_APPROVAL_GROUPS,
  type ApprovalFacts,
  type ApprovalGroups,
  type ApprovalRequirement,
} from './approvals';
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
} from './Estimate';
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
} from './Plan';
export {
  isBlocking,
  policyFindingSchema,
  severitySchema,
  sortFindings,
  type PolicyFinding,
  type Severity,
} from './PolicyFinding';
export {
  invalidPreviewSchema,
  previewRequestSchema,
  previewResponseSchema,
  specIssueSchema,
  validPreviewSchema,
  type PreviewRequest,
  type PreviewResponse,
  type ValidPreview,
} from './preview';
export { quotaSchema, type Quota } from './quota';
export {
  countsBeside,
  overQuota,
  quotaOf,
  type CountedEnvironment,
  type QuotaChange,
  type QuotaLimits,
} from './quotaRule';
