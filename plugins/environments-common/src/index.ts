export * from './bootstrap';
export * from './changes';
export * from './environments';
export * from './network';
export * from './preview';
export * from './sizes';
export * from './spec';
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
  environmentsChangeApprovePermission,
  environmentsChangeCreatePermission,
  environmentsChangeReadPermission,
  environmentsEnvironmentReadPermission,
  environmentsPermissions,
  environmentsRunsReportPermission,
} from './permissions';
export {
  ENVIRONMENTS_SIGNAL_CHANNEL,
  environmentsSignalSchema,
  type EnvironmentsSignal,
} from './signals';
