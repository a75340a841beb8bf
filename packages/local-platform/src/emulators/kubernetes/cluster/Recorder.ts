import type { KubernetesObject } from '../objects/KubernetesObject';
import { wasStarted } from '../objects/podStatus';
import { CONTAINER, NODE } from '../objects/podTemplate';
import type { RenderedPod, RenderedWorkload } from '../objects/renderWorkload';
import type { EventLog, Happening } from './EventLog';

/** What is remembered of a pod to see what happened since. */
interface PodMemory {
  rendered: RenderedPod;
  starts: number;
  backOffFrom: number | undefined;
  failedProbes: number;
}

type About = Pick<
  Happening,
  'kind' | 'apiVersion' | 'object' | 'component' | 'host' | 'fieldPath'
>;

/** Writes down what happened between what a cluster showed before and shows now. */
export class Recorder {
  readonly #log: EventLog;
  readonly #pods = new Map<string, PodMemory>();
  readonly #replicas = new Map<string, number>();

  constructor(log: EventLog) {
    this.#log = log;
  }

  /** Compares with the last time. */
  observe(workloads: readonly RenderedWorkload[], now: Date): void {
    const seen = new Set<string>();
    for (const workload of workloads) {
      this.#observeScale(workload, now);
      for (const rendered of workload.pods) {
        seen.add(rendered.pod.metadata.uid);
        this.#observePod(rendered, now);
      }
    }
    for (const [uid, { rendered }] of this.#pods) {
      if (!seen.has(uid)) {
        this.#pods.delete(uid);
        this.#recordGone(rendered, now);
      }
    }
  }

  #observeScale(
    { deployment, replicaSets }: RenderedWorkload,
    now: Date,
  ): void {
    for (const { metadata, spec } of replicaSets) {
      const before = this.#replicas.get(metadata.uid) ?? 0;
      this.#replicas.set(metadata.uid, spec.replicas);
      if (before !== spec.replicas) {
        const direction = spec.replicas > before ? 'up' : 'down';
        this.#log.record({
          ...about('Deployment', 'apps/v1', deployment),
          component: 'deployment-controller',
          type: 'Normal',
          reason: 'ScalingReplicaSet',
          message: `Scaled ${direction} replica set ${metadata.name} from ${before} to ${spec.replicas}`,
          lastAt: before === 0 ? new Date(metadata.creationTimestamp) : now,
        });
      }
    }
  }

  #observePod(rendered: RenderedPod, now: Date): void {
    const { pod, process } = rendered;
    const before = this.#pods.get(pod.metadata.uid);
    const memory: PodMemory = {
      rendered,
      starts: wasStarted(process) ? process.restarts + 1 : 0,
      backOffFrom:
        process.state === 'waiting-to-restart'
          ? process.lastExit?.at.getTime()
          : undefined,
      failedProbes: process.failedProbes?.count ?? 0,
    };
    this.#pods.set(pod.metadata.uid, memory);
    if (!before) {
      this.#recordCreated(rendered);
    }
    this.#recordStarts(rendered, memory.starts - (before?.starts ?? 0), now);
    this.#recordTrouble(rendered, memory, before);
  }

  #recordCreated({ pod, process, replicaSet }: RenderedPod): void {
    const { name, namespace } = pod.metadata;
    const normal = { type: 'Normal', lastAt: process.createdAt } as const;
    this.#log.record({
      ...about('ReplicaSet', 'apps/v1', replicaSet),
      ...normal,
      component: 'replicaset-controller',
      reason: 'SuccessfulCreate',
      message: `Created pod: ${name}`,
    });
    this.#log.record({
      ...about('Pod', 'v1', pod),
      ...normal,
      component: 'default-scheduler',
      reason: 'Scheduled',
      message: `Successfully assigned ${namespace}/${name} to ${NODE}`,
    });
  }

  #recordStarts(
    { pod, process }: RenderedPod,
    starts: number,
    now: Date,
  ): void {
    if (starts <= 0) {
      return;
    }
    const lastAt = process.startedAt ?? process.lastExit?.startedAt ?? now;
    const steps = [
      [
        'Pulled',
        `Container image "${pod.spec.containers[0].image}" already present on machine`,
      ],
      ['Created', `Created container: ${CONTAINER}`],
      ['Started', `Started container ${CONTAINER}`],
    ];
    for (const [reason, message] of steps) {
      this.#log.record({
        ...ofContainer(pod),
        type: 'Normal',
        reason,
        message,
        count: starts,
        firstAt: starts > 1 ? process.createdAt : lastAt,
        lastAt,
      });
    }
  }

  #recordTrouble(
    { pod, process }: RenderedPod,
    is: PodMemory,
    was: PodMemory | undefined,
  ): void {
    const { name, namespace, uid } = pod.metadata;
    if (is.backOffFrom !== undefined && is.backOffFrom !== was?.backOffFrom) {
      this.#log.record({
        ...ofContainer(pod),
        type: 'Warning',
        reason: 'BackOff',
        message: `Back-off restarting failed container ${CONTAINER} in pod ${name}_${namespace}(${uid})`,
        lastAt: new Date(is.backOffFrom),
      });
    }
    // After a restart the probes are counted from zero again.
    const known = was?.starts === is.starts ? was.failedProbes : 0;
    if (process.failedProbes && is.failedProbes > known) {
      this.#log.record({
        ...ofContainer(pod),
        type: 'Warning',
        reason: 'Unhealthy',
        message: `Readiness probe failed: ${process.failedProbes.message}`,
        count: is.failedProbes - known,
        lastAt: process.failedProbes.lastAt,
      });
    }
  }

  #recordGone({ pod, replicaSet }: RenderedPod, now: Date): void {
    const normal = { type: 'Normal', lastAt: now } as const;
    this.#log.record({
      ...ofContainer(pod),
      ...normal,
      reason: 'Killing',
      message: `Stopping container ${CONTAINER}`,
    });
    this.#log.record({
      ...about('ReplicaSet', 'apps/v1', replicaSet),
      ...normal,
      component: 'replicaset-controller',
      reason: 'SuccessfulDelete',
      message: `Deleted pod: ${pod.metadata.name}`,
    });
  }
}

function about(kind: string, apiVersion: string, object: KubernetesObject) {
  return { kind, apiVersion, object };
}

function ofContainer(pod: KubernetesObject): About {
  return {
    ...about('Pod', 'v1', pod),
    component: 'kubelet',
    host: NODE,
    fieldPath: `spec.containers{${CONTAINER}}`,
  };
}
