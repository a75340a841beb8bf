import { kubernetesTime, stableUid } from '../names';
import type { Workload, WorkloadRevision } from '../Workload';
import { labelsOf, podSpec, selectorLabels, templateHash } from './podTemplate';
import type { RenderContext } from './RenderContext';
import {
  PROGRESS_DEADLINE_SECONDS,
  rolloutConditions,
  type PodCounts,
} from './rollout';

/** What a Deployment is made of beside the workload. */
export interface DeploymentOptions {
  workload: Workload;
  /** The one that should run. */
  revision: WorkloadRevision;
  counts: PodCounts;
}

/** The Deployment of a workload. */
export function deploymentObject(
  { workload, revision, counts }: DeploymentOptions,
  { namespace, memory, now }: RenderContext,
) {
  const uid = stableUid('Deployment', namespace, workload.name);
  const labels = labelsOf(workload, revision.version);
  const spec = deploymentSpec(workload, revision, labels);
  const generation = memory.generation(uid, spec, workload.revisions.length);
  const createdAt = workload.revisions[0].createdAt;
  return {
    metadata: {
      name: workload.name,
      namespace,
      uid,
      generation,
      creationTimestamp: kubernetesTime(createdAt),
      labels,
      annotations: {
        'deployment.kubernetes.io/revision': `${workload.revisions.length}`,
      },
    },
    spec,
    status: {
      observedGeneration: generation,
      ...deploymentCounts(counts),
      terminatingReplicas: 0,
      conditions: rolloutConditions(
        {
          uid,
          replicaSet: `${workload.name}-${templateHash(workload, revision)}`,
          createdAt,
          startedAt: revision.createdAt,
          counts,
        },
        memory,
        now,
      ),
    },
  };
}

function deploymentSpec(
  workload: Workload,
  revision: WorkloadRevision,
  labels: Record<string, string>,
) {
  return {
    replicas: workload.desiredReplicas,
    selector: { matchLabels: selectorLabels(workload) },
    template: { metadata: { labels }, spec: podSpec(workload, revision) },
    strategy: {
      type: 'RollingUpdate',
      rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' },
    },
    revisionHistoryLimit: 10,
    progressDeadlineSeconds: PROGRESS_DEADLINE_SECONDS,
  };
}

/** Kubernetes leaves out what is zero. */
function deploymentCounts({ total, updated, ready, desired }: PodCounts) {
  const unavailable = Math.max(total, desired) - ready;
  return {
    ...(total > 0 && { replicas: total }),
    ...(updated > 0 && { updatedReplicas: updated }),
    ...(ready > 0 && { readyReplicas: ready, availableReplicas: ready }),
    ...(unavailable > 0 && { unavailableReplicas: unavailable }),
  };
}

/** A Deployment, as {@link deploymentObject} makes it. */
export type Deployment = ReturnType<typeof deploymentObject>;
