export * from './api';
export * from './dora';
export * from './events';
export * from './health';
export {
  deployedCommitSchema,
  deploymentIdOf,
  deploymentKindSchema,
  deploymentSchema,
  deploymentSourceSchema,
  deploymentStatusSchema,
  deploymentTime,
  type DeployedCommit,
  type Deployment,
  type DeploymentKind,
  type DeploymentSource,
  type DeploymentStatus,
} from './Deployment';
export {
  incidentListSchema,
  incidentSchema,
  reportIncidentSchema,
  type Incident,
  type IncidentList,
  type ReportIncident,
} from './Incident';
export {
  deploymentsEventsCreatePermission,
  deploymentsIncidentsCreatePermission,
  deploymentsPermissions,
  deploymentsPromotePermission,
  deploymentsReadPermission,
} from './permissions';
export {
  DEPLOYMENTS_SIGNAL_CHANNEL,
  deploymentsSignalSchema,
  type DeploymentsSignal,
} from './signals';
export { matrixOf, type MatrixInput, type Sighting } from './matrix';
export {
  behindWords,
  cellSentence,
  deploymentStatusWord,
  deploymentTimelineStatus,
  deploymentTitle,
  healthLight,
  healthSentence,
  healthWord,
  overviewItems,
  readyWords,
} from './words';
