import { kubernetesTime, stableUid } from '../names';
import type { Workload, WorkloadProcess, WorkloadRevision } from '../Workload';
import { ownedBy, type KubernetesObject } from './KubernetesObject';
import { isReady } from './podStatus';
import { labelsOf, podSpec, selectorLabels, templateHash } from './podTemplate';
import type { RenderContext } from './RenderContext';

/** What a ReplicaSet is made of. */
export interface ReplicaSetOptions {
  workload: Workload;
  revision: WorkloadRevision;
  /** Counted from 1; a version that comes again gets the latest. */
  number: number;
  /** How many pods it should have. */
  replicas: number;
  processes: readonly WorkloadProcess[];
  deployment: KubernetesObject;
}

/** The ReplicaSet of one version of a workload. */
export function replicaSetObject(
  options: ReplicaSetOptions,
  { namespace, memory }: RenderContext,
) {
  const { workload, revision, replicas, processes, deployment } = options;
  const hash = templateHash(workload, revision);
  const name = `${workload.name}-${hash}`;
  const uid = stableUid('ReplicaSet', namespace, name);
  const labels: Record<string, string> = {
    ...labelsOf(workload, revision.version),
    'pod-template-hash': hash,
  };
  const spec = {
    replicas,
    selector: {
      matchLabels: { ...selectorLabels(workload), 'pod-template-hash': hash },
    },
    template: { metadata: { labels }, spec: podSpec(workload, revision) },
  };
  const generation = memory.generation(uid, spec, 1);
  return {
    metadata: {
      name,
      namespace,
      uid,
      generation,
      creationTimestamp: kubernetesTime(revision.createdAt),
      labels,
      annotations: {
        'deployment.kubernetes.io/desired-replicas': `${workload.desiredReplicas}`,
        'deployment.kubernetes.io/max-replicas': `${
          workload.desiredReplicas + surge(workload.desiredReplicas)
        }`,
        'deployment.kubernetes.io/revision': `${options.number}`,
      },
      ownerReferences: ownedBy('apps/v1', 'Deployment', deployment),
    },
    spec,
    status: {
      ...replicaSetCounts(processes),
      terminatingReplicas: 0,
      observedGeneration: generation,
    },
  };
}

/** A quarter more than wanted may run while a version replaces another. */
function surge(replicas: number): number {
  return Math.ceil(replicas / 4);
}

function replicaSetCounts(processes: readonly WorkloadProcess[]) {
  const ready = processes.filter(isReady).length;
  return {
    replicas: processes.length,
    ...(processes.length > 0 && { fullyLabeledReplicas: processes.length }),
    ...(ready > 0 && { readyReplicas: ready, availableReplicas: ready }),
  };
}

/** A ReplicaSet, as {@link replicaSetObject} makes it. */
export type ReplicaSet = ReturnType<typeof replicaSetObject>;
