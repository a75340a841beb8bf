import { doraHistory, type DoraInput } from './doraHistory';
import type { DoraReport } from './DoraReport';
import { deploymentFrequency } from './frequency';
import { changeLeadTime } from './leadTime';
import { median } from './median';
import { recoveriesOf } from './recovery';

function ratioOf(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/**
 * The five metrics of DORA for one environment in a window. A deployment is in the window by the
 * time of its first success; attempts that never were a success are told beside the metrics.
 * Without a deployment a rate is null and not 0.
 *
 * - deployment frequency: deployments a calendar day, days without any included
 * - change lead time: median over the commits newly brought
 * - change fail rate: distinct failed deployments by distinct deployments
 * - failed deployment recovery time: median from first success to the recovery
 * - deployment rework rate: rollbacks and deployments that put a failed one right, by all
 *
 * https://dora.dev/guides/dora-metrics/
 *
 * @throws RangeError where the zone does not exist or the window is empty or too long
 */
export function computeDora(input: DoraInput): DoraReport {
  const history = doraHistory(input);
  const { chains } = history;
  const successes = chains
    .flat()
    .filter(({ isInWindow }) => isInWindow)
    .sort((a, b) => a.atMs - b.atMs);
  const deployments = successes.length;
  const failed = successes.filter(({ isFailed }) => isFailed).length;
  const recoveries = chains.flatMap(recoveriesOf);
  const repairs = new Set(recoveries.flatMap(({ by }) => by ?? []));
  const rework = successes.filter(
    success => success.deployment.kind === 'rollback' || repairs.has(success),
  ).length;
  const seconds = recoveries
    .filter(recovery => recovery.failed.isInWindow && recovery.atMs !== null)
    .map(recovery => (recovery.atMs! - recovery.failed.atMs) / 1_000);
  return {
    entityRefs: [...new Set(input.entityRefs)],
    environment: input.environment,
    from: input.from,
    to: input.to,
    zone: input.zone,
    origin: input.origin,
    otherOrigins: history.otherOrigins,
    failedAttempts: history.failedAttempts,
    deploymentFrequency: deploymentFrequency(successes, input),
    changeLeadTime: changeLeadTime(chains),
    changeFailRate: {
      ratio: ratioOf(failed, deployments),
      failed,
      deployments,
      unlinkedIncidents: history.unlinkedIncidents,
    },
    failedDeploymentRecoveryTime: {
      medianSeconds: median(seconds),
      coverage: { known: seconds.length, of: failed },
    },
    deploymentReworkRate: {
      ratio: ratioOf(rework, deployments),
      rework,
      deployments,
    },
  };
}
