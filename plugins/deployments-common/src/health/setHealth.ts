import type { KubernetesLists } from './kubernetesLists';
import type { DaemonSetObject, StatefulSetObject } from './kubernetesObjects';
import type { ObjectMetadata } from './kubernetesParts';
import { autoscalerNotes } from './deploymentHealth';
import { counted } from './podProblem';
import { isActive, isOwnedBy, matches, viewPod, type PodView } from './podView';
import { judgeRollout } from './rollout';
import { targetVersionOf } from './version';
import type { WorkloadHealth } from './WorkloadHealth';

function ownPods(
  kind: 'StatefulSet' | 'DaemonSet',
  set: StatefulSetObject | DaemonSetObject,
  lists: KubernetesLists,
  replicas: number,
  now: Date,
): PodView[] | null {
  const active = (lists.pods ?? [])
    .filter(
      ({ metadata }) =>
        isOwnedBy(metadata, kind, set.metadata) ||
        (metadata.ownerReferences.length === 0 &&
          matches(metadata.labels, set.spec.selector.matchLabels)),
    )
    .filter(isActive)
    .map(pod => viewPod(pod, lists.events ?? [], now));
  const isHidden = active.length === 0 && replicas > 0;
  return lists.pods === null || isHidden ? null : active;
}

function isStaleSet(
  metadata: ObjectMetadata,
  status: { observedGeneration: number | null } | undefined,
): boolean {
  return (
    !status ||
    (metadata.generation !== null &&
      (status.observedGeneration ?? 0) < metadata.generation)
  );
}

/** The health of one StatefulSet, judged at `now`. Its rollouts have no deadline. */
export function statefulSetHealth(
  set: StatefulSetObject,
  lists: KubernetesLists,
  now: Date,
): WorkloadHealth {
  const { metadata, spec, status } = set;
  const pods = ownPods('StatefulSet', set, lists, status?.replicas ?? 0, now);
  const target = targetVersionOf(spec.template, metadata.labels);
  const revision = status?.updateRevision ?? null;
  const isNew = ({ pod, version }: PodView) => {
    const own = pod.metadata.labels['controller-revision-hash'];
    return revision !== null && own !== undefined
      ? own === revision
      : target === null || version === target;
  };
  const isByHand = spec.updateStrategy?.type === 'OnDelete';
  // Pods below the partition keep the version before on purpose.
  const kept = spec.updateStrategy?.rollingUpdate?.partition ?? 0;
  const isCurrent = status?.currentRevision === status?.updateRevision;
  const behind = isCurrent
    ? 0
    : Math.max(0, spec.replicas - (status?.updatedReplicas ?? 0));
  const isUpdated = isCurrent || isByHand || behind <= kept;
  const waits = isByHand && behind > 0;
  return judgeRollout({
    targetVersion: target,
    desired: spec.replicas,
    newPods: pods?.filter(isNew) ?? null,
    oldPods: pods?.filter(pod => !isNew(pod)) ?? null,
    statusReady: status?.readyReplicas ?? 0,
    isStale: isStaleSet(metadata, status),
    isPaused: false,
    missedDeadline: null,
    isFinished: isUpdated,
    since: {},
    notes: [
      ...(waits
        ? [
            `${counted(
              behind,
              'pod',
            )} of the version before must be deleted by hand`,
          ]
        : []),
      ...autoscalerNotes(
        lists.horizontalpodautoscalers,
        'StatefulSet',
        metadata.name,
      ),
    ],
    notSeen: pods === null ? ['pods'] : [],
  });
}

/** The health of one DaemonSet, judged at `now`; it wants one pod on each node that fits. */
export function daemonSetHealth(
  set: DaemonSetObject,
  lists: KubernetesLists,
  now: Date,
): WorkloadHealth {
  const { metadata, spec, status } = set;
  const desired = status?.desiredNumberScheduled ?? 0;
  const pods = ownPods(
    'DaemonSet',
    set,
    lists,
    status?.currentNumberScheduled ?? 0,
    now,
  );
  const target = targetVersionOf(spec.template, metadata.labels);
  const isNew = ({ version }: PodView) => target === null || version === target;
  const health = judgeRollout({
    targetVersion: target,
    desired,
    newPods: pods?.filter(isNew) ?? null,
    oldPods: pods?.filter(pod => !isNew(pod)) ?? null,
    statusReady: status?.numberReady ?? 0,
    isStale: isStaleSet(metadata, status),
    isPaused: false,
    missedDeadline: null,
    isFinished: (status?.updatedNumberScheduled ?? 0) >= desired,
    since: {},
    notes: [],
    notSeen: pods === null ? ['pods'] : [],
  });
  return health.state === 'scaled-to-zero'
    ? { ...health, reason: 'No node fits it, so none is wanted.' }
    : health;
}
