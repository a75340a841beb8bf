import type { HealthState, Restarts } from './WorkloadHealth';

/** What needs somebody most comes first. */
export const HEALTH_WORST_FIRST: readonly HealthState[] = [
  'failing',
  'rollout-failed',
  'rollout-failing',
  'degraded',
  'unknown',
  'rolling-out',
  'paused',
  'healthy',
  'complete',
  'scaled-to-zero',
];

/** The sum; null where one of them is not known. */
export function sumOf(counts: ReadonlyArray<number | null>): number | null {
  return counts.reduce<number | null>(
    (sum, count) => (sum === null || count === null ? null : sum + count),
    0,
  );
}

/** Ready pods by version over all; null where one is not known. */
export function mergedVersions(
  all: ReadonlyArray<Record<string, number> | null>,
): Record<string, number> | null {
  const merged = new Map<string, number>();
  for (const versions of all) {
    if (versions === null) {
      return null;
    }
    for (const [version, count] of Object.entries(versions)) {
      merged.set(version, (merged.get(version) ?? 0) + count);
    }
  }
  return Object.fromEntries(merged);
}

/** The restarts of all and the last of them; null where one is not known. */
export function mergedRestarts(
  all: ReadonlyArray<Restarts | null>,
): Restarts | null {
  const known = all.filter(restarts => restarts !== null);
  if (known.length < all.length) {
    return null;
  }
  const [last] = known
    .filter(({ lastAt }) => lastAt !== null)
    .sort((a, b) => Date.parse(b.lastAt!) - Date.parse(a.lastAt!));
  return {
    count: known.reduce((sum, { count }) => sum + count, 0),
    lastAt: last?.lastAt ?? null,
    lastReason: last?.lastReason ?? null,
  };
}
