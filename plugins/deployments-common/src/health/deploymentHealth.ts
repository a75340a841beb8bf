import type { KubernetesLists } from './kubernetesLists';
import type {
  AutoscalerObject,
  DeploymentObject,
  ReplicaSetObject,
} from './kubernetesObjects';
import { shortLine } from './podProblem';
import { isActive, isOwnedBy, matches, viewPod, type PodView } from './podView';
import { judgeRollout } from './rollout';
import { targetVersionOf } from './version';
import type { WorkloadHealth } from './WorkloadHealth';

const REVISION = 'deployment.kubernetes.io/revision';

/** No deadline is written as the largest count that there is. */
const NO_DEADLINE = 2_147_483_647;

/** The ReplicaSet of the newest version: the one with the Deployment's revision, else the highest. */
function newestReplicaSet(
  deployment: DeploymentObject,
  replicaSets: readonly ReplicaSetObject[],
): ReplicaSetObject | null {
  const revisionOf = (set: ReplicaSetObject) =>
    Number(set.metadata.annotations[REVISION] ?? 0);
  const current = Number(deployment.metadata.annotations[REVISION] ?? NaN);
  return (
    replicaSets.find(set => revisionOf(set) === current) ??
    [...replicaSets].sort(
      (a, b) =>
        revisionOf(b) - revisionOf(a) ||
        Date.parse(b.metadata.creationTimestamp ?? '') -
          Date.parse(a.metadata.creationTimestamp ?? ''),
    )[0] ??
    null
  );
}

interface OwnPods {
  newPods: PodView[] | null;
  oldPods: PodView[] | null;
  newest: ReplicaSetObject | null;
}

function ownPods(
  deployment: DeploymentObject,
  lists: KubernetesLists,
  now: Date,
): OwnPods {
  const sets = (lists.replicasets ?? []).filter(({ metadata }) =>
    isOwnedBy(metadata, 'Deployment', deployment.metadata),
  );
  const newest = newestReplicaSet(deployment, sets);
  if (lists.pods === null) {
    return { newPods: null, oldPods: null, newest };
  }
  const own = lists.pods.filter(
    ({ metadata }) =>
      sets.some(set => isOwnedBy(metadata, 'ReplicaSet', set.metadata)) ||
      (sets.length === 0 &&
        matches(metadata.labels, deployment.spec.selector.matchLabels)),
  );
  const active = own
    .filter(isActive)
    .map(pod => viewPod(pod, lists.events ?? [], now));
  if (active.length === 0 && (deployment.status?.replicas ?? 0) > 0) {
    // The pods are there, and the list does not have them: they lack its label.
    return { newPods: null, oldPods: null, newest };
  }
  const target = targetVersionOf(
    deployment.spec.template,
    deployment.metadata.labels,
  );
  const isNew = ({ pod, version }: PodView) =>
    newest === null
      ? target === null || version === target
      : isOwnedBy(pod.metadata, 'ReplicaSet', newest.metadata);
  return {
    newPods: active.filter(isNew),
    oldPods: active.filter(view => !isNew(view)),
    newest,
  };
}

function isRolloutFinished(deployment: DeploymentObject): boolean {
  const { status, spec } = deployment;
  if (!status || status.replicas > status.updatedReplicas) {
    return false;
  }
  const progressing = status.conditions.find(
    ({ type }) => type === 'Progressing',
  );
  const isComplete =
    status.updatedReplicas >= spec.replicas &&
    status.availableReplicas >= status.updatedReplicas;
  // The reason stays after the end of a rollout, so that pods which are lost later, or added by
  // an autoscaler, are no rollout.
  return isComplete || progressing?.reason === 'NewReplicaSetAvailable';
}

function missedDeadline({ status, spec }: DeploymentObject): string | null {
  const isMissed = status?.conditions.some(
    ({ type, reason, status: value }) =>
      type === 'Progressing' &&
      value === 'False' &&
      reason === 'ProgressDeadlineExceeded',
  );
  if (!isMissed) {
    return null;
  }
  const seconds = spec.progressDeadlineSeconds;
  return seconds === null || seconds >= NO_DEADLINE
    ? 'deadline'
    : `deadline of ${seconds} s`;
}

/** What an autoscaler has to say; being at a maximum that is also the minimum is nothing to say. */
export function autoscalerNotes(
  autoscalers: readonly AutoscalerObject[] | null,
  kind: string,
  name: string,
): string[] {
  const scaler = autoscalers?.find(
    ({ spec: { scaleTargetRef } }) =>
      scaleTargetRef.kind === kind && scaleTargetRef.name === name,
  );
  if (!scaler) {
    return [];
  }
  const condition = (wanted: string) =>
    scaler.status?.conditions.find(({ type }) => type === wanted);
  const { minReplicas, maxReplicas } = scaler.spec;
  const limited = condition('ScalingLimited');
  const active = condition('ScalingActive');
  return [
    ...(limited?.status === 'True' &&
    limited.reason === 'TooManyReplicas' &&
    minReplicas < maxReplicas
      ? [`Its autoscaler wants more than its maximum of ${maxReplicas}`]
      : []),
    ...(active?.status === 'False' && active.reason !== 'ScalingDisabled'
      ? [
          `Its autoscaler can't work (${shortLine(
            active.reason ?? 'no reason told',
            60,
          )})`,
        ]
      : []),
  ];
}

/** The health of one Deployment, judged at `now`. */
export function deploymentHealth(
  deployment: DeploymentObject,
  lists: KubernetesLists,
  now: Date,
): WorkloadHealth {
  const { metadata, spec, status } = deployment;
  const { newPods, oldPods, newest } = ownPods(deployment, lists, now);
  const begun =
    newest?.metadata.creationTimestamp ?? metadata.creationTimestamp;
  const condition = (wanted: string) =>
    status?.conditions.find(({ type }) => type === wanted)
      ?.lastTransitionTime ?? null;
  const pods = [...(newPods ?? []), ...(oldPods ?? [])];
  const unready = pods
    .filter(({ isReady, readySince }) => !isReady && readySince !== null)
    .map(({ readySince }) => readySince!)
    .sort((a, b) => Date.parse(a) - Date.parse(b));
  return judgeRollout({
    targetVersion: targetVersionOf(spec.template, metadata.labels),
    desired: spec.replicas,
    newPods,
    oldPods,
    statusReady: status?.readyReplicas ?? 0,
    isStale:
      !status ||
      (metadata.generation !== null &&
        (status.observedGeneration ?? 0) < metadata.generation),
    isPaused: spec.paused === true,
    missedDeadline: missedDeadline(deployment),
    isFinished: isRolloutFinished(deployment),
    since: {
      healthy: condition('Available'),
      failing: condition('Available'),
      degraded: unready[0] ?? null,
      paused: condition('Progressing'),
      'rolling-out': begun,
      'rollout-failing': begun,
      'rollout-failed': condition('Progressing'),
    },
    notes: autoscalerNotes(
      lists.horizontalpodautoscalers,
      'Deployment',
      metadata.name,
    ),
    notSeen: newPods === null ? ['pods'] : [],
  });
}
