export {
  CDEVENT_TYPE,
  cdEventSchema,
  readCdEvent,
  type CdEvent,
} from './cdEvents';
export {
  deploymentChangeSchema,
  type DeploymentChange,
  type EventReading,
  type NameResolver,
} from './DeploymentChange';
export { changeKey, foldChanges, type DeploymentRecord } from './foldChanges';
export {
  githubDeploymentSchema,
  githubStatusSchema,
  readGithubDeployment,
  readGithubEvent,
  type GithubDeployment,
  type GithubStatus,
} from './github';
export { currentDeployment, historyOf } from './historyOf';
export { joinSources, SAME_DEPLOYMENT_MS } from './joinSources';
export { purlFacts, type PackageFacts } from './purl';
