import { kubernetesTime, stableSuffix, stableUid } from '../names';
import type { Workload, WorkloadProcess, WorkloadRevision } from '../Workload';
import { ownedBy, type KubernetesObject } from './KubernetesObject';
import { podStatus } from './podStatus';
import { labelsOf, NODE, podSpec, templateHash } from './podTemplate';
import type { RenderContext } from './RenderContext';

/** The pod of a process. */
export function podObject(
  workload: Workload,
  revision: WorkloadRevision,
  process: WorkloadProcess,
  replicaSet: KubernetesObject,
  { namespace, memory, now }: RenderContext,
) {
  const generateName = `${replicaSet.metadata.name}-`;
  const birth = [process.id, process.createdAt.toISOString()];
  const name = `${generateName}${stableSuffix(5, ...birth)}`;
  const uid = stableUid('Pod', namespace, name, ...birth);
  const labels: Record<string, string> = {
    ...labelsOf(workload, revision.version),
    'pod-template-hash': templateHash(workload, revision),
  };
  return {
    metadata: {
      name,
      generateName,
      namespace,
      uid,
      generation: 1,
      creationTimestamp: kubernetesTime(process.createdAt),
      labels,
      ownerReferences: ownedBy('apps/v1', 'ReplicaSet', replicaSet),
    },
    spec: scheduledSpec(workload, revision),
    status: podStatus({
      process,
      revision,
      pod: { name, namespace, uid },
      guaranteed: workload.resources ? 'Burstable' : 'BestEffort',
      memory,
      now,
    }),
  };
}

/** What a server and a scheduler add to the spec of a template. */
function scheduledSpec(workload: Workload, revision: WorkloadRevision) {
  const toleration = (condition: string) => ({
    key: `node.kubernetes.io/${condition}`,
    operator: 'Exists',
    effect: 'NoExecute',
    tolerationSeconds: 300,
  });
  return {
    ...podSpec(workload, revision),
    serviceAccountName: 'default',
    serviceAccount: 'default',
    nodeName: NODE,
    tolerations: [toleration('not-ready'), toleration('unreachable')],
    priority: 0,
    enableServiceLinks: true,
    preemptionPolicy: 'PreemptLowerPriority',
  };
}

/** A pod, as {@link podObject} makes it. */
export type Pod = ReturnType<typeof podObject>;
