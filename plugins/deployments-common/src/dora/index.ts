export { calendarDays, dayOf, isZone, MAX_WINDOW_DAYS } from './calendarDays';
export { computeDora } from './computeDora';
export { type DoraInput } from './doraHistory';
export { CLOCK_SKEW_MS } from './leadTime';
export { median } from './median';
export {
  changeFailRateSchema,
  changeLeadTimeSchema,
  coverageSchema,
  deploymentFrequencySchema,
  doraQuerySchema,
  doraReportSchema,
  frequencyBucketSchema,
  recoveryTimeSchema,
  reworkRateSchema,
  type ChangeFailRate,
  type ChangeLeadTime,
  type Coverage,
  type DeploymentFrequency,
  type DoraQuery,
  type DoraReport,
  type FrequencyBucket,
  type RecoveryTime,
  type ReworkRate,
} from './DoraReport';
