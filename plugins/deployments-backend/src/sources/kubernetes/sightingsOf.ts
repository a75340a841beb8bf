import {
  type ComponentHealth,
  componentHealth,
  type KubernetesLists,
  parseKubernetesLists,
  type Sighting,
} from '@portico/plugin-deployments-common';
import type { Names } from '../../names/Names';
import { allObjects, type ClusterPicture, objectsIn } from './ClusterPicture';
import { KINDS, KUBERNETES_ID } from './kinds';
import type { RawObject } from './listObjects';
import type { ClusterConfig } from './readKubernetesConfig';

/** The objects of the components that share a Kubernetes id, in one namespace. */
export interface SeenGroup {
  kubernetesId: string;
  namespace: string;
  entityRefs: readonly string[];
  environment: string;
  /** As the API gave them; a list that was not seen is null. */
  raw: Readonly<Record<string, readonly unknown[] | null>>;
  /** Null where the objects are in a form that is not known. */
  lists: KubernetesLists | null;
  health: ComponentHealth;
}

/** What was seen of the components in one cluster. */
export interface SeenGroups {
  groups: SeenGroup[];
  /** Namespaces with components that belong to no environment. */
  withoutEnvironment: string[];
}

/** What a picture is read with. */
export interface SightingContext {
  cluster: string;
  config: ClusterConfig;
  names: Names;
  now: Date;
}

/** A namespace and a Kubernetes id in it. */
type Place = Pick<SeenGroup, 'kubernetesId' | 'namespace'>;

function unreadable(issue: { path: string; message: string }): ComponentHealth {
  return {
    state: 'unknown',
    targetVersion: null,
    servingVersions: null,
    desired: null,
    ready: null,
    reason: `An object comes in a form that is not known: ${issue.path} ${issue.message}.`,
    since: null,
    restarts: null,
    notSeen: [issue.path.split('.')[0]],
    workloads: [],
  };
}

/** Reads the lists of a group and judges them at `now`. */
export function judge(
  raw: SeenGroup['raw'],
  now: Date,
): Pick<SeenGroup, 'lists' | 'health'> {
  const parsed = parseKubernetesLists(raw);
  return parsed.valid
    ? { lists: parsed.lists, health: componentHealth(parsed.lists, now) }
    : { lists: null, health: unreadable(parsed.issues[0]) };
}

function placesOf({ kinds }: ClusterPicture): Place[] {
  const places = new Map<string, Place>();
  for (const kind of KINDS.filter(({ labelled }) => labelled)) {
    for (const { metadata } of allObjects(kinds.get(kind.name)!)) {
      const kubernetesId = metadata.labels?.[KUBERNETES_ID];
      if (kubernetesId && metadata.namespace) {
        const { namespace } = metadata;
        places.set(JSON.stringify([namespace, kubernetesId]), {
          kubernetesId,
          namespace,
        });
      }
    }
  }
  return [...places.values()];
}

function rawOf(picture: ClusterPicture, place: Place): SeenGroup['raw'] {
  const raw: Record<string, RawObject[] | null> = {};
  for (const { name, labelled } of KINDS) {
    const seen = objectsIn(picture.kinds.get(name)!, place.namespace);
    raw[name] = labelled
      ? seen?.filter(
          ({ metadata }) =>
            metadata.labels?.[KUBERNETES_ID] === place.kubernetesId,
        ) ?? null
      : seen;
  }
  return {
    ...raw,
    // Asked for only where something is wrong, so that they are not missing before.
    events: [],
  };
}

/** The components that a cluster told of, each with its objects and its health. */
export function seenGroups(
  picture: ClusterPicture,
  { config, names, now }: SightingContext,
): SeenGroups {
  const withoutEnvironment = new Set<string>();
  const groups = placesOf(picture).flatMap(place => {
    const components = names.componentsOf(place.kubernetesId, place.namespace);
    const told =
      picture.environments.get(place.namespace) ?? config.environment;
    const environment = told === null ? null : names.environmentOf(told);
    if (components.length === 0) {
      return [];
    }
    if (environment === null) {
      withoutEnvironment.add(place.namespace);
      return [];
    }
    const raw = rawOf(picture, place);
    return [
      {
        ...place,
        environment,
        entityRefs: components.map(({ entityRef }) => entityRef),
        raw,
        ...judge(raw, now),
      },
    ];
  });
  return { groups, withoutEnvironment: [...withoutEnvironment].sort() };
}

/** What the store keeps of a group: one sighting for each of its components. */
export function sightingsOf(
  group: SeenGroup,
  lastLog: Sighting['lastLog'],
  { cluster, config, now }: SightingContext,
): Sighting[] {
  const { entityRefs, environment, namespace, health } = group;
  return entityRefs.map(entityRef => ({
    entityRef,
    environment,
    cluster,
    namespace,
    source: { state: 'ok', reason: null },
    seenAt: now.toISOString(),
    health,
    lastLog,
    origin: config.origin,
  }));
}
