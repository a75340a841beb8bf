import type {
  Workload,
  WorkloadProcess,
  WorkloadRevision,
  WorkloadSource,
} from '../Workload';

/** When the workloads of tests were created. */
export const CREATED = new Date('2026-11-25T10:40:26Z');

/** A moment so many seconds after {@link CREATED}. */
export function after(seconds: number): Date {
  return new Date(CREATED.getTime() + seconds * 1000);
}

/** A revision of `order-service`. */
export function aRevision(
  version = '1.4.2',
  more: Partial<WorkloadRevision> = {},
): WorkloadRevision {
  return {
    version,
    image: `portico/order-service:${version}`,
    digest: 'ab'.repeat(32),
    createdAt: CREATED,
    ...more,
  };
}

/** A process that runs and is ready. */
export function aProcess(more: Partial<WorkloadProcess> = {}): WorkloadProcess {
  return {
    id: '0',
    version: '1.4.2',
    createdAt: CREATED,
    pid: 4711,
    state: 'running',
    ready: true,
    readySince: after(3),
    startedAt: after(1),
    restarts: 0,
    readLog: async () => Buffer.alloc(0),
    ...more,
  };
}

/** A process that crashed so often and waits to be started again. */
export function aCrashedProcess(
  restarts = 6,
  more: Partial<WorkloadProcess> = {},
): WorkloadProcess {
  return aProcess({
    state: 'waiting-to-restart',
    pid: undefined,
    ready: false,
    startedAt: undefined,
    restarts,
    lastExit: {
      code: 1,
      signal: null,
      at: after(88),
      startedAt: after(83),
      pid: 4700,
    },
    nextStartAt: after(88 + 160),
    ...more,
  });
}

/** `order-service`, one replica, ready. */
export function aWorkload(more: Partial<Workload> = {}): Workload {
  return {
    name: 'order-service',
    labels: { 'app.kubernetes.io/part-of': 'shop' },
    port: 8080,
    resources: {
      requests: { cpu: '100m', memory: '128Mi' },
      limits: { memory: '256Mi' },
    },
    revisions: [aRevision()],
    desiredReplicas: 1,
    processes: [aProcess()],
    ...more,
  };
}

/** A source that tests change at will. */
export class FakeSource implements WorkloadSource {
  readonly #listeners = new Set<() => void>();
  #workloads: readonly Workload[];

  constructor(...workloads: Workload[]) {
    this.#workloads = workloads;
  }

  list(): readonly Workload[] {
    return this.#workloads;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What runs from now on. */
  set(...workloads: Workload[]): void {
    this.#workloads = workloads;
    this.#listeners.forEach(listener => listener());
  }
}
