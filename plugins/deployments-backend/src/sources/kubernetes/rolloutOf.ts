import {
  type DeploymentChange,
  deploymentChangeSchema,
  type KubernetesLists,
  mainContainer,
  targetVersionOf,
} from '@portico/plugin-deployments-common';
import { boundedId } from '../boundedId';
import {
  type DeploymentObject,
  newestOf,
  podsOf,
  type ReplicaSetObject,
  replicaSetsOf,
  REVISION,
  startOf,
  utc,
} from './replicaSets';

/** The rollout of a Deployment that is there now, as far as its objects tell of it. */
export interface Rollout {
  /** Which Deployment it is of: the same for all of its rollouts. */
  name: string;
  /** The same for the same rollout, and for no other one. */
  id: string;
  status: 'running' | 'succeeded' | 'failed';
  /** When it began; null where the objects don't tell. */
  startedAt: string | null;
  changes: DeploymentChange[];
}

/** Where a Deployment is, and what it is to the portal. */
export interface RolloutPlace {
  cluster: string;
  namespace: string;
  entityRefs: readonly string[];
  environment: string;
  origin: DeploymentChange['origin'];
}

const TEMPLATE_HASH = 'pod-template-hash';

/** Where a commit may be named; the first is that of images of the Open Container Initiative. */
const COMMIT_ANNOTATIONS = [
  'org.opencontainers.image.revision',
  'portico.dev/commit',
];

const MAX_ID = 350;
const MAX_ARTIFACT = 512;

function isComplete({ spec, status }: DeploymentObject): boolean {
  return (
    status !== undefined &&
    status.updatedReplicas >= spec.replicas &&
    status.replicas === status.updatedReplicas &&
    status.availableReplicas >= status.updatedReplicas
  );
}

/** How the rollout ended, and when, by the condition that Kubernetes keeps of it. */
function endOf(
  deployment: DeploymentObject,
  set: ReplicaSetObject | null,
  lists: KubernetesLists,
): { status: Rollout['status']; at: string | null } {
  const progressing = deployment.status?.conditions.find(
    ({ type }) => type === 'Progressing',
  );
  const told = utc(
    progressing?.lastUpdateTime ?? progressing?.lastTransitionTime,
  );
  if (progressing?.reason === 'NewReplicaSetAvailable') {
    return { status: 'succeeded', at: told };
  }
  if (progressing?.reason === 'ProgressDeadlineExceeded') {
    return { status: 'failed', at: told };
  }
  if (!isComplete(deployment)) {
    return { status: 'running', at: null };
  }
  // Without a deadline, or paused since, no condition tells of the end: the pods do.
  const ready = podsOf(set, lists).map(({ status }) =>
    utc(
      status.conditions.find(({ type }) => type === 'Ready')
        ?.lastTransitionTime,
    ),
  );
  return {
    status: 'succeeded',
    at:
      ready
        .filter(time => time !== null)
        .sort()
        .at(-1) ?? null,
  };
}

function commitOf({ metadata, spec }: DeploymentObject): string | null {
  const annotations = {
    ...metadata.annotations,
    ...spec.template.metadata.annotations,
  };
  return (
    COMMIT_ANNOTATIONS.map(name => annotations[name]?.trim()).find(
      text => text && /^[0-9a-f]{7,64}$/.test(text),
    ) ?? null
  );
}

function idOf(
  { metadata }: DeploymentObject,
  set: ReplicaSetObject | null,
  { cluster, namespace }: RolloutPlace,
): string | null {
  const rollout =
    metadata.annotations[REVISION] ?? set?.metadata.labels[TEMPLATE_HASH];
  // A Deployment that is made anew counts its revisions from 1 again.
  const created = utc(metadata.creationTimestamp);
  return rollout && created
    ? boundedId(
        [cluster, namespace, metadata.name, created, rollout].join('/'),
        MAX_ID,
      )
    : null;
}

/**
 * What a Deployment and its objects tell of its newest rollout: its beginning, and its end where
 * there is one. The same objects give the same changes.
 *
 * @returns null where its controller has not looked at the newest change yet, or nothing tells
 * which rollout it is
 */
export function rolloutOf(
  deployment: DeploymentObject,
  lists: KubernetesLists,
  place: RolloutPlace,
): Rollout | null {
  const { metadata, spec, status } = deployment;
  const own = replicaSetsOf(deployment, lists);
  const set = newestOf(deployment, own);
  const id = idOf(deployment, set, place);
  const isSeen =
    metadata.generation === null ||
    (status?.observedGeneration ?? 0) >= metadata.generation;
  if (id === null || !isSeen) {
    return null;
  }
  const end = endOf(deployment, set, lists);
  const startedAt = startOf(set, own, lists, end.at);
  const container = mainContainer(
    spec.template.spec.containers,
    spec.template.metadata.annotations,
  );
  const facts = {
    environment: place.environment,
    origin: place.origin,
    kind: null,
    version: targetVersionOf(spec.template, metadata.labels),
    commit: commitOf(deployment),
    artifact:
      container?.image && container.image.length <= MAX_ARTIFACT
        ? container.image
        : null,
    who: null,
    startedAt,
    commits: null,
  };
  const moments = [
    { at: startedAt, status: 'running' as const },
    ...(end.status === 'running' ? [] : [{ at: end.at, status: end.status }]),
  ];
  const changes = place.entityRefs.flatMap(entityRef =>
    moments.flatMap(moment => {
      const change = deploymentChangeSchema.safeParse({
        ...facts,
        ...moment,
        entityRef,
        source: { ...sourceOf(id, entityRef, place), url: null },
      });
      return change.success ? [change.data] : [];
    }),
  );
  const name = [place.cluster, place.namespace, metadata.name].join('/');
  return { name, id, status: end.status, startedAt, changes };
}

/** The source of a rollout; of several components that share the objects, each has its own. */
export function sourceOf(
  id: string,
  entityRef: string,
  { entityRefs }: Pick<RolloutPlace, 'entityRefs'>,
): { type: 'kubernetes'; id: string } {
  const path = entityRef.split(':').pop();
  return {
    type: 'kubernetes',
    id: entityRefs.length === 1 ? id : `${id}/${path}`,
  };
}
