import {
  HEALTH_WORST_FIRST,
  mergedRestarts,
  mergedVersions,
  sumOf,
} from './mergeHealth';
import type { ComponentHealth } from './WorkloadHealth';

/** What one cluster tells of a component; null where it could not be asked. */
export interface ClusterHealth {
  cluster: string;
  health: ComponentHealth | null;
}

function rank({ state }: ComponentHealth): number {
  return HEALTH_WORST_FIRST.indexOf(state);
}

/** Whether the cluster was seen in full and has nothing of the component. */
function isAbsent({ health }: ClusterHealth): boolean {
  return (
    health !== null &&
    health.workloads.length === 0 &&
    health.notSeen.length === 0
  );
}

/**
 * The health of a component over all clusters of an environment: the worst state, and the sums.
 * A cluster that could not be asked makes the whole unknown, unless another one tells worse; one
 * that was seen and has nothing of the component does not count beside one that has.
 *
 * @returns null where no cluster tells
 */
export function combineClusters(
  clusters: readonly ClusterHealth[],
): ComponentHealth | null {
  const present = clusters.filter(cluster => !isAbsent(cluster));
  const counted = present.length > 0 ? present : clusters;
  const told = counted.filter(
    (one): one is { cluster: string; health: ComponentHealth } =>
      one.health !== null,
  );
  if (told.length === 0) {
    return null;
  }
  const unseen = counted
    .filter(({ health }) => health === null)
    .map(({ cluster }) => `cluster ${cluster}`);
  if (counted.length === 1) {
    return told[0].health;
  }
  const healths = told.map(({ health }) => health);
  const [worst] = [...told].sort((a, b) => rank(a.health) - rank(b.health));
  const isHidden =
    unseen.length > 0 &&
    rank(worst.health) > HEALTH_WORST_FIRST.indexOf('unknown');
  // A sum without a cluster is no sum.
  const whole = <T>(value: T | null) => (unseen.length > 0 ? null : value);
  const versions = [...new Set(healths.map(one => one.targetVersion))];
  return {
    state: isHidden ? 'unknown' : worst.health.state,
    targetVersion:
      versions.length === 1 ? versions[0] : worst.health.targetVersion,
    servingVersions: whole(
      mergedVersions(healths.map(one => one.servingVersions)),
    ),
    desired: whole(sumOf(healths.map(one => one.desired))),
    ready: whole(sumOf(healths.map(one => one.ready))),
    reason: isHidden
      ? `Not seen: ${unseen.join(', ')}.`
      : `${worst.cluster}: ${worst.health.reason}`,
    since: worst.health.since,
    restarts: whole(mergedRestarts(healths.map(one => one.restarts))),
    notSeen: [...unseen, ...new Set(healths.flatMap(one => one.notSeen))],
    workloads: healths.flatMap(one => one.workloads),
  };
}
