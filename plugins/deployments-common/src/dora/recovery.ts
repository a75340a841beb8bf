import type { Success } from './doraHistory';

/** How a failed deployment was put right. */
export interface Recovery {
  failed: Success;
  /** When it was over; null while it is not. */
  atMs: number | null;
  /** The deployment that put it right; null where an incident was resolved without one, or it lasts. */
  by: Success | null;
}

/** When all incidents of a deployment were resolved; null while one lasts, or where there is none. */
function resolvedMs({ incidents, atMs }: Success): number | null {
  const ends = incidents.map(({ resolvedAt }) => Date.parse(resolvedAt ?? ''));
  const last = Math.max(...ends);
  // One that was over before the deployment tells nothing of how long that was broken.
  return ends.length > 0 && Number.isFinite(last) && last >= atMs ? last : null;
}

/**
 * How each failed deployment of a component was put right: by the next success that did not fail
 * itself, or by the resolution of its incidents, whichever came first.
 */
export function recoveriesOf(chain: readonly Success[]): Recovery[] {
  return chain.flatMap((failed, index): Recovery[] => {
    if (!failed.isFailed) {
      return [];
    }
    const good = chain.slice(index + 1).find(({ isFailed }) => !isFailed);
    const resolved = resolvedMs(failed);
    const isByDeployment =
      good !== undefined && (resolved === null || good.atMs <= resolved);
    return isByDeployment
      ? [{ failed, atMs: good.atMs, by: good }]
      : [{ failed, atMs: resolved, by: null }];
  });
}
