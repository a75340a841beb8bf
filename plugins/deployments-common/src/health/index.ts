export {
  ARGO_HEALTH,
  ARGO_STATES,
  argoHistoryEntrySchema,
  currentOfArgo,
  healthOfArgo,
  worstOfArgo,
  type ArgoHealth,
  type ArgoHistoryEntry,
} from './argoHealth';
export { combineClusters, type ClusterHealth } from './combineClusters';
export { componentHealth } from './componentHealth';
export { driftSchema, type Drift } from './Drift';
export { driftOf } from './driftOf';
export {
  parseKubernetesLists,
  type KubernetesLists,
  type ParsedKubernetesLists,
} from './kubernetesLists';
export { HEALTH_WORST_FIRST } from './mergeHealth';
export { readStatus, type Refusal, type RefusalKind } from './readStatus';
export {
  mainContainer,
  parseImage,
  targetVersionOf,
  VERSION_LABEL,
  versionName,
  versionOf,
  type ImageName,
  type VersionFacts,
} from './version';
export {
  componentHealthSchema,
  healthStateSchema,
  restartsSchema,
  workloadHealthSchema,
  workloadKindSchema,
  type ComponentHealth,
  type HealthState,
  type Restarts,
  type WorkloadHealth,
  type WorkloadKind,
} from './WorkloadHealth';
