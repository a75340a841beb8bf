import type {
  Workload,
  WorkloadAutoscaler,
  WorkloadProcess,
  WorkloadResources,
  WorkloadSource,
} from '../emulators/kubernetes';
import type { ProcessState } from '../process/ManagedProcess';
import type { Revision } from './revisions';
import type { RunningService } from './startShopService';

const STATES: Record<ProcessState['state'], WorkloadProcess['state']> = {
  starting: 'starting',
  running: 'running',
  restarting: 'waiting-to-restart',
  stopped: 'stopped',
  unreachable: 'running',
};

/** Nothing here starts a second process of a service. */
const AUTOSCALER: WorkloadAutoscaler = {
  minReplicas: 1,
  maxReplicas: 1,
  targetCpuUtilization: 70,
};

/**
 * What `infra/kubernetes` requests of a cluster on one machine. Here nothing is
 * reserved and nothing is held to a limit; it is what use is measured by.
 */
const RESOURCES: WorkloadResources = {
  requests: { cpu: '50m', memory: '128Mi' },
};

/** The running services, as a cluster is told of them. */
export class ShopWorkloads implements WorkloadSource {
  readonly #listeners = new Set<() => void>();
  #services: readonly RunningService[] = [];
  #revisions: Readonly<Record<string, readonly Revision[]>> = {};

  /** Shows these services from now on; the last revision of each is the one that runs. */
  show(
    services: readonly RunningService[],
    revisions: Readonly<Record<string, readonly Revision[]>>,
  ): void {
    this.#services = services;
    this.#revisions = revisions;
    this.changed();
  }

  list(): readonly Workload[] {
    return this.#services.map(service => this.#workload(service));
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Something about a service changed. */
  readonly changed = (): void => {
    this.#listeners.forEach(listener => listener());
  };

  #workload(service: RunningService): Workload {
    const { component, ports } = service;
    return {
      name: component,
      labels: { 'app.kubernetes.io/part-of': 'shop' },
      port: ports.public,
      metricsPort: ports.metrics,
      revisions: (this.#revisions[component] ?? []).map(
        ({ version, createdAt }) => ({
          version,
          image: `portico/${component}:${version}`,
          createdAt: new Date(createdAt),
        }),
      ),
      desiredReplicas: 1,
      autoscaler: AUTOSCALER,
      resources: RESOURCES,
      processes: [this.#process(service)],
    };
  }

  #process(service: RunningService): WorkloadProcess {
    const { component, version, process, readiness, createdAt } = service;
    const { pid, startedAt, restarts, lastExit, nextStartAt } = process.runs;
    return {
      id: component,
      version,
      createdAt,
      pid,
      state: STATES[process.state.state],
      ready: readiness.ready && pid !== undefined,
      readySince: readiness.ready ? readiness.since : undefined,
      startedAt,
      restarts,
      lastExit,
      nextStartAt,
      failedProbes: readiness.failed,
      readLog: async ({ previous, from = 0 }) =>
        (await process.readLog({ previous })).subarray(from),
    };
  }
}
