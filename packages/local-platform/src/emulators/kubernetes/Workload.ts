/** A version of a workload that was started once. The cluster shows a ReplicaSet for each. */
export interface WorkloadRevision {
  version: string;
  /** What runs, as the name of an image: `portico/order-service:1.4.2`. */
  image: string;
  /** The SHA-256 of what really runs, in hex; left out where nobody knows it. */
  digest?: string;
  createdAt: Date;
}

/** How a process ended. */
export interface ProcessExit {
  code: number | null;
  signal: NodeJS.Signals | null;
  at: Date;
  startedAt: Date;
  pid?: number;
}

/** Probes of readiness that failed since the process was started. */
export interface FailedProbes {
  count: number;
  lastAt: Date;
  /** `HTTP probe failed with statuscode: 503`, or why nobody answered. */
  message: string;
}

/** One process of a workload. The cluster shows a Pod for each, which stays the same over restarts. */
export interface WorkloadProcess {
  /** The same over restarts, and no other process of the workload has it. */
  id: string;
  /** The version of the revision that it runs. */
  version: string;
  createdAt: Date;
  pid?: number;
  /** `stopped`: it ended and nobody starts it again. */
  state: 'starting' | 'running' | 'waiting-to-restart' | 'stopped';
  /** What the readiness probe answered last, as really asked. */
  ready: boolean;
  readySince?: Date;
  /** When the run began that goes on. */
  startedAt?: Date;
  /** How often it was started again. */
  restarts: number;
  lastExit?: ProcessExit;
  /** When it is started again, where that is known. */
  nextStartAt?: Date;
  failedProbes?: FailedProbes;
  /**
   * What a run wrote: the one that goes on, or with `previous` the one that
   * ended last. `from` leaves out so many bytes from its beginning. Nothing
   * where nothing is kept.
   */
  readLog(options: { previous: boolean; from?: number }): Promise<Buffer>;
}

/** Between how many replicas a workload may have, and when it gets more. */
export interface WorkloadAutoscaler {
  minReplicas: number;
  maxReplicas: number;
  /** Percent of the requested CPU. */
  targetCpuUtilization: number;
  lastScaleAt?: Date;
}

/** Quantities as Kubernetes writes them: `100m`, `128Mi`. */
export interface WorkloadResources {
  requests?: { cpu?: string; memory?: string };
  limits?: { cpu?: string; memory?: string };
}

/** One workload that really runs. The cluster shows it as a Deployment. */
export interface Workload {
  /** `order-service`; also the value of the label `backstage.io/kubernetes-id`. */
  name: string;
  /** Further labels of everything that is shown of it. */
  labels?: Readonly<Record<string, string>>;
  port: number;
  metricsPort?: number;
  /** Where readiness is asked. Default: `/health/readiness`. */
  readinessPath?: string;
  /** The oldest first; the last is the one that should run. At least one. */
  revisions: readonly WorkloadRevision[];
  /** How many processes should run. 0: switched off on purpose. */
  desiredReplicas: number;
  processes: readonly WorkloadProcess[];
  /** Left out where nothing changes the number of its processes. */
  autoscaler?: WorkloadAutoscaler;
  /** Left out where nothing is reserved for it. */
  resources?: WorkloadResources;
}

/** Where the cluster learns what runs. */
export interface WorkloadSource {
  /** What runs now; asked at each request. */
  list(): readonly Workload[];
  /** Calls whenever something changed, until the returned function is called. */
  onChange?(listener: () => void): () => void;
}
