import type { KubernetesLists } from '@portico/plugin-deployments-common';

/** A Deployment of Kubernetes. */
export type DeploymentObject = NonNullable<
  KubernetesLists['deployments']
>[number];
/** A ReplicaSet of Kubernetes. */
export type ReplicaSetObject = NonNullable<
  KubernetesLists['replicasets']
>[number];

/** Where a Deployment and its ReplicaSets count its rollouts. */
export const REVISION = 'deployment.kubernetes.io/revision';
/** The revisions that a ReplicaSet had before: it was gone back to. */
const REVISION_HISTORY = 'deployment.kubernetes.io/revision-history';

/** A time as UTC; null where it is none. */
export function utc(time: string | null | undefined): string | null {
  const ms = Date.parse(time ?? '');
  return Number.isFinite(ms) ? new Date(ms).toISOString() : null;
}

/** The ReplicaSets that a Deployment made. */
export function replicaSetsOf(
  { metadata }: DeploymentObject,
  lists: KubernetesLists,
): ReplicaSetObject[] {
  return (lists.replicasets ?? []).filter(set =>
    set.metadata.ownerReferences.some(({ kind, name, uid }) =>
      uid !== null && metadata.uid !== null
        ? uid === metadata.uid
        : kind === 'Deployment' && name === metadata.name,
    ),
  );
}

/** The one of the Deployment's revision; without a revision, the only one. */
export function newestOf(
  { metadata }: DeploymentObject,
  own: readonly ReplicaSetObject[],
): ReplicaSetObject | null {
  const revision = metadata.annotations[REVISION];
  const sole = own.length === 1 ? own[0] : null;
  return revision === undefined
    ? sole
    : own.find(set => set.metadata.annotations[REVISION] === revision) ?? null;
}

/** The pods that a ReplicaSet made. */
export function podsOf(set: ReplicaSetObject | null, lists: KubernetesLists) {
  return (lists.pods ?? []).filter(({ metadata }) =>
    metadata.ownerReferences.some(({ uid, name }) =>
      uid !== null && set?.metadata.uid
        ? uid === set.metadata.uid
        : name === set?.metadata.name,
    ),
  );
}

/** When the rollout before this one began. */
function startOfTheOneBefore(
  set: ReplicaSetObject,
  own: readonly ReplicaSetObject[],
): string | null {
  const revisionOf = (one: ReplicaSetObject) =>
    Number(one.metadata.annotations[REVISION] ?? 0);
  const [before] = own
    .filter(one => revisionOf(one) < revisionOf(set))
    .sort((a, b) => revisionOf(b) - revisionOf(a));
  return utc(before?.metadata.creationTimestamp);
}

/**
 * A set that is new began with its creation; one that was gone back to, with the first pod that
 * it got since the rollout before.
 */
export function startOf(
  set: ReplicaSetObject | null,
  own: readonly ReplicaSetObject[],
  lists: KubernetesLists,
  endedAt: string | null,
): string | null {
  if (set === null) {
    return null;
  }
  if (!set.metadata.annotations[REVISION_HISTORY]) {
    return utc(set.metadata.creationTimestamp);
  }
  const before = startOfTheOneBefore(set, own);
  const [first] = podsOf(set, lists)
    .map(({ metadata }) => utc(metadata.creationTimestamp))
    .filter(time => time !== null && (before === null || time > before))
    .sort();
  // Pods that came after the end of the rollout tell nothing of its beginning.
  return first && (endedAt === null || first <= endedAt) ? first : null;
}
