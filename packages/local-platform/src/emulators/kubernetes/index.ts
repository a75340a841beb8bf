export type { Account } from './api/Accounts';
export { startKubernetesEmulator } from './startKubernetesEmulator';
export type {
  KubernetesEmulator,
  KubernetesEmulatorOptions,
} from './startKubernetesEmulator';
export type {
  FailedProbes,
  ProcessExit,
  Workload,
  WorkloadAutoscaler,
  WorkloadProcess,
  WorkloadResources,
  WorkloadRevision,
  WorkloadSource,
} from './Workload';
