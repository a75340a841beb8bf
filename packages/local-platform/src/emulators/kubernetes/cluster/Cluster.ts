import { kubernetesTime } from '../names';
import type { KubernetesObject } from '../objects/KubernetesObject';
import { namespaceObject } from '../objects/namespace';
import { CONTAINER } from '../objects/podTemplate';
import {
  renderWorkload,
  type RenderedPod,
  type RenderedWorkload,
} from '../objects/renderWorkload';
import type { WorkloadProcess, WorkloadSource } from '../Workload';
import { EventLog } from './EventLog';
import { Memory } from './Memory';
import { ObjectStore } from './ObjectStore';
import { Recorder } from './Recorder';
import type { UsageSampler } from './UsageSampler';

/** What a cluster stands on. */
export interface ClusterOptions {
  source: WorkloadSource;
  usage: UsageSampler;
  namespace: string;
  clock: () => Date;
}

/** The processes of this machine as the objects of a cluster. */
export class Cluster {
  readonly namespace: string;
  readonly #options: ClusterOptions;
  readonly #memory = new Memory();
  readonly #events = new EventLog();
  readonly #recorder = new Recorder(this.#events);
  readonly #store = new ObjectStore();
  readonly #startedAt: Date;
  #pods: RenderedPod[] = [];

  constructor(options: ClusterOptions) {
    this.#options = options;
    this.namespace = options.namespace;
    this.#startedAt = options.clock();
  }

  get now(): Date {
    return this.#options.clock();
  }

  /** Looks at what runs, and takes it into the store. */
  refresh(): ObjectStore {
    const now = this.now;
    const { source, usage, namespace } = this.#options;
    const rendered = source.list().map(workload =>
      renderWorkload(workload, {
        namespace,
        now,
        memory: this.#memory,
        usageOf: pid => usage.usageOf(pid),
      }),
    );
    this.#memory.sweep();
    this.#pods = rendered.flatMap(({ pods }) => pods);
    this.#store.replace('namespaces', [
      namespaceObject(namespace, this.#startedAt),
    ]);
    for (const [resource, objects] of objectsOf(rendered)) {
      this.#store.replace(resource, objects);
    }
    // After the others: an event names the version of what it is about.
    this.#recorder.observe(rendered, now);
    this.#store.replace('events', this.#events.list(now));
    return this.#store;
  }

  /** The process that a pod stands for. */
  processOf(podName: string): WorkloadProcess | undefined {
    return this.#pods.find(({ pod }) => pod.metadata.name === podName)?.process;
  }

  /** The processes that run, for those who measure them. */
  pids(): number[] {
    return this.#options.source
      .list()
      .flatMap(workload => workload.processes)
      .map(process => process.pid)
      .filter(pid => pid !== undefined);
  }

  /** What the pods use, for those of which it is known. */
  podMetrics(): KubernetesObject[] {
    return this.#pods.flatMap(({ pod, process }) => {
      const usage = this.#options.usage.usageOf(process.pid);
      if (!usage) {
        return [];
      }
      const { name, namespace, labels } = pod.metadata;
      const cpu = `${Math.round(usage.cores * 1e9)}n`;
      const memory = `${Math.round(usage.memoryBytes / 1024)}Ki`;
      return [
        {
          metadata: {
            name,
            namespace,
            uid: '',
            creationTimestamp: kubernetesTime(this.now),
            labels,
          },
          timestamp: kubernetesTime(usage.at),
          window: `${usage.windowSeconds.toFixed(3)}s`,
          containers: [{ name: CONTAINER, usage: { cpu, memory } }],
        },
      ];
    });
  }
}

function objectsOf(
  rendered: readonly RenderedWorkload[],
): [resource: string, objects: KubernetesObject[]][] {
  return [
    ['deployments.apps', rendered.map(({ deployment }) => deployment)],
    ['replicasets.apps', rendered.flatMap(({ replicaSets }) => replicaSets)],
    ['pods', rendered.flatMap(({ pods }) => pods.map(({ pod }) => pod))],
    ['services', rendered.map(({ service }) => service)],
    [
      'horizontalpodautoscalers.autoscaling',
      rendered.flatMap(({ autoscaler }) => (autoscaler ? [autoscaler] : [])),
    ],
  ];
}
