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
