import type { Origin } from '@portico/plugin-timeline-common';
import type { Behind, ClusterView, Matrix, MatrixCell } from './api';
import { deploymentTime, type Deployment } from './Deployment';
import { currentDeployment } from './events';
import { combineClusters, driftOf, type ClusterHealth } from './health';

/** What one cluster tells of one component in one environment. */
export type Sighting = ClusterView & { entityRef: string; environment: string };

/** What a matrix is made of. */
export interface MatrixInput {
  /** The history of all components, as `historyOf` gives it. */
  deployments: readonly Deployment[];
  sightings: readonly Sighting[];
  /** The environments in the order in which versions move through them; others follow by name. */
  environments: readonly string[];
  /** When it was put together, ISO-8601. */
  asOf: string;
}

interface Place {
  entityRef: string;
  environment: string;
  deployments: Deployment[];
  sightings: Sighting[];
}

function placesOf({ deployments, sightings }: MatrixInput): Map<string, Place> {
  const places = new Map<string, Place>();
  const at = ({
    entityRef,
    environment,
  }: Omit<Place, 'deployments' | 'sightings'>) => {
    const key = JSON.stringify([entityRef, environment]);
    const place = places.get(key) ?? {
      entityRef,
      environment,
      deployments: [],
      sightings: [],
    };
    places.set(key, place);
    return place;
  };
  deployments.forEach(one => at(one).deployments.push(one));
  sightings.forEach(one => at(one).sightings.push(one));
  return places;
}

/** What is invented is shown only where there is nothing else, and never beside it. */
function withoutSamples(place: Place): Place {
  const isReal = ({ origin }: { origin: Origin }) => origin !== 'sample';
  const hasReal =
    place.deployments.some(isReal) || place.sightings.some(isReal);
  return hasReal
    ? {
        ...place,
        deployments: place.deployments.filter(isReal),
        sightings: place.sightings.filter(isReal),
      }
    : place;
}

function isAfter(time: string | null, current: Deployment | null): boolean {
  return (
    current === null ||
    (time !== null && Date.parse(time) > Date.parse(current.finishedAt!))
  );
}

function newest(deployments: readonly Deployment[]): Deployment | null {
  const time = (one: Deployment) => Date.parse(deploymentTime(one) ?? '') || 0;
  return (
    [...deployments].sort(
      (a, b) => time(b) - time(a) || (a.id < b.id ? 1 : -1),
    )[0] ?? null
  );
}

/** Where it all comes from: emulated as soon as a part of it is. */
function originOf({ deployments, sightings }: Place): Origin {
  const origins = [...deployments, ...sightings].map(({ origin }) => origin);
  const order: Origin[] = ['sample', 'simulated', 'emulated'];
  return order.find(origin => origins.includes(origin)) ?? 'live';
}

function successesOf(deployments: readonly Deployment[]): Deployment[] {
  return deployments
    .filter(({ finishedAt, kind }) => finishedAt !== null && kind !== 'remove')
    .sort((a, b) => Date.parse(a.finishedAt!) - Date.parse(b.finishedAt!));
}

function isSameVersion(one: Deployment, other: Deployment): boolean {
  return one.version === null || other.version === null
    ? one.commit !== null && one.commit === other.commit
    : one.version === other.version;
}

/** How far the current version is behind those that another environment had since it had this one. */
function behindOf(
  current: Deployment | null,
  ahead: Place | null,
): Behind | null {
  const leader = currentDeployment(ahead?.deployments ?? []);
  if (current === null || ahead === null || leader === null) {
    return null;
  }
  const { environment } = ahead;
  if (isSameVersion(current, leader)) {
    return { environment, deployments: 0, commits: 0 };
  }
  const successes = successesOf(ahead.deployments);
  const last = successes.findLastIndex(one => isSameVersion(one, current));
  if (last < 0) {
    return null;
  }
  const since = successes
    .slice(last + 1)
    .filter(({ kind }) => kind === 'deploy');
  if (since.length === 0) {
    // The other one went back since: this one is not behind it.
    return null;
  }
  const commits = since.every(one => one.commits !== null)
    ? new Set(since.flatMap(one => one.commits!.map(({ sha }) => sha))).size
    : null;
  return { environment, deployments: since.length, commits };
}

function underwayOf(place: Place, current: Deployment | null) {
  const one = newest(
    place.deployments.filter(
      ({ status, startedAt }) =>
        (status === 'queued' || status === 'running') &&
        isAfter(startedAt, current),
    ),
  );
  return (
    one && {
      deploymentId: one.id,
      version: one.version,
      startedAt: one.startedAt,
    }
  );
}

function lastFailureOf(place: Place, current: Deployment | null) {
  const one = newest(
    place.deployments.filter(
      ({ status, finishedAt, failedAt, startedAt }) =>
        status === 'failed' &&
        finishedAt === null &&
        isAfter(failedAt ?? startedAt, current),
    ),
  );
  return (
    one && {
      deploymentId: one.id,
      version: one.version,
      failedAt: one.failedAt,
    }
  );
}

/** What a cluster told before it could no longer be asked is old, and no health of now. */
function asOfNow({ cluster, source, health }: Sighting): ClusterHealth {
  const isSeen = source.state === 'ok' || source.state === 'degraded';
  return { cluster, health: isSeen ? health : null };
}

function cellOf(place: Place, ahead: Place | null): MatrixCell {
  const current = currentDeployment(place.deployments);
  const health = combineClusters(place.sightings.map(asOfNow));
  const told = current?.version ?? null;
  const runs = current === null ? health?.targetVersion ?? null : null;
  const { workloads, ...summary } = health ?? { workloads: [] };
  return {
    environment: place.environment,
    version: told ?? runs,
    // eslint-disable-next-line no-nested-ternary -- one of three words
    versionFrom: told !== null ? 'history' : runs !== null ? 'running' : null,
    commit: current?.commit ?? null,
    deploymentId: current?.id ?? null,
    deployedAt: current?.finishedAt ?? null,
    deployedBy: current?.who ?? null,
    underway: underwayOf(place, current),
    lastFailure: lastFailureOf(place, current),
    health: health === null ? null : (summary as MatrixCell['health']),
    drift: driftOf(current, health),
    behind: behindOf(current, ahead),
    clusters: place.sightings.map(
      ({ entityRef: _, environment: __, ...view }) => view,
    ),
    origin: originOf(place),
  };
}

function columnsOf(input: MatrixInput, places: readonly Place[]): string[] {
  const others = [...new Set(places.map(({ environment }) => environment))]
    .filter(environment => !input.environments.includes(environment))
    .sort();
  return [...new Set(input.environments), ...others];
}

/**
 * Which version of which service is where: the latest success by time, how it is doing in each
 * cluster, whether it is what runs, and how far it is behind the environment before.
 */
export function matrixOf(input: MatrixInput): Matrix {
  const places = [...placesOf(input).values()].map(withoutSamples);
  const environments = columnsOf(input, places);
  const entityRefs = [...new Set(places.map(({ entityRef }) => entityRef))];
  return {
    items: entityRefs.sort().map(entityRef => {
      const own = environments.flatMap(
        name =>
          places.find(
            place =>
              place.entityRef === entityRef && place.environment === name,
          ) ?? [],
      );
      const cells = own.map((place, index) => {
        // Versions move only along the order that was given.
        const isOrdered = input.environments.includes(place.environment);
        const ahead = isOrdered ? own[index - 1] ?? null : null;
        return cellOf(place, ahead);
      });
      return { entityRef, cells };
    }),
    environments,
    asOf: input.asOf,
  };
}
