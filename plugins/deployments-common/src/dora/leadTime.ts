import type { Success } from './doraHistory';
import type { ChangeLeadTime } from './DoraReport';
import { median } from './median';

/** Clocks of two machines may differ by this much; more is no measurement. */
export const CLOCK_SKEW_MS = 5 * 60 * 1_000;

/** Whether it brought nothing new: a rollback, or the version that ran just before once more. */
export function bringsNothingNew({ deployment, previous }: Success): boolean {
  if (deployment.kind !== 'deploy') {
    return true;
  }
  if (previous === null) {
    return false;
  }
  const { version, commit } = deployment;
  const before = previous.deployment;
  const isSameCommit =
    commit === null || before.commit === null || commit === before.commit;
  return version === null && before.version === null
    ? commit !== null && commit === before.commit
    : version === before.version && isSameCommit;
}

interface Measured {
  seconds: number[];
  skewed: number;
  excluded: number;
}

function measure(success: Success, shipped: ReadonlySet<string>): Measured {
  const measured: Measured = { seconds: [], skewed: 0, excluded: 0 };
  const fresh = new Map(
    (success.deployment.commits ?? [])
      .filter(({ sha }) => !shipped.has(sha))
      .map(({ sha, authoredAt }) => [sha, Date.parse(authoredAt)]),
  );
  for (const authoredMs of fresh.values()) {
    const leadMs = success.atMs - authoredMs;
    if (leadMs < -CLOCK_SKEW_MS) {
      measured.excluded += 1;
    } else {
      measured.skewed += leadMs < 0 ? 1 : 0;
      measured.seconds.push(Math.max(0, leadMs) / 1_000);
    }
  }
  return measured;
}

/**
 * The median time from author to production of the commits that the deployments in the window
 * newly contain. A commit that an earlier deployment brought is not new, a rollback and the same
 * version once more bring none, and a deployment whose commits are not known counts in the
 * coverage only. Commits up to five minutes younger than their deployment count as 0 s, younger
 * ones not at all.
 * https://dora.dev/guides/dora-metrics/
 */
export function changeLeadTime(
  chains: ReadonlyArray<readonly Success[]>,
): ChangeLeadTime {
  const all: Measured[] = [];
  const coverage = { known: 0, of: 0 };
  for (const chain of chains) {
    const shipped = new Set<string>();
    for (const success of chain) {
      const { commits } = success.deployment;
      if (success.isInWindow && !bringsNothingNew(success)) {
        coverage.of += 1;
        coverage.known += commits === null ? 0 : 1;
        all.push(measure(success, shipped));
      }
      commits?.forEach(({ sha }) => shipped.add(sha));
    }
  }
  const seconds = all.flatMap(measured => measured.seconds);
  return {
    medianSeconds: median(seconds),
    commits: seconds.length,
    coverage,
    skewed: all.reduce((sum, { skewed }) => sum + skewed, 0),
    excluded: all.reduce((sum, { excluded }) => sum + excluded, 0),
  };
}
