import {
  deploymentTime,
  type Deployment,
  type DeploymentKind,
} from '../Deployment';
import type { DeploymentRecord } from './foldChanges';
import { groupByPlace, joinSources } from './joinSources';

function timeMs(record: DeploymentRecord): number {
  return Date.parse(deploymentTime(record) ?? '') || 0;
}

/** What tells two deployments of the same version apart: nothing. */
function nameOf({ version, commit }: DeploymentRecord): string | null {
  return version?.replace(/^v(?=\d)/, '') ?? commit;
}

/**
 * What a deployment did, by what ran before: the same version again is a redeploy; one that was
 * there first before the current one came is a rollback; anything else is a deploy.
 */
function kindAfter(
  record: DeploymentRecord,
  successes: readonly DeploymentRecord[],
): DeploymentKind {
  const name = nameOf(record);
  const current = successes.at(-1);
  if (!current || name === null) {
    return 'deploy';
  }
  const names = successes.map(nameOf);
  if (names.at(-1) === name) {
    return 'redeploy';
  }
  const first = names.indexOf(name);
  return first >= 0 && first < names.indexOf(names.at(-1)!)
    ? 'rollback'
    : 'deploy';
}

/** The deployments of one component in one environment, oldest first. */
function chainOf(records: readonly DeploymentRecord[]): Deployment[] {
  const inOrder = [...records].sort(
    (a, b) => timeMs(a) - timeMs(b) || (a.id < b.id ? -1 : 1),
  );
  const successes: DeploymentRecord[] = [];
  const chain = inOrder.map((record): Deployment => {
    const kind = record.kind ?? kindAfter(record, successes);
    if (record.finishedAt !== null) {
      // Nothing that ran before a removal can be gone back to.
      successes.splice(0, kind === 'remove' ? successes.length : 0);
      successes.push(...(kind === 'remove' ? [] : [record]));
    }
    return { ...record, kind };
  });
  let next: Deployment | null = null;
  for (const deployment of [...chain].reverse()) {
    if (deployment.finishedAt !== null) {
      if (next?.kind === 'rollback' && deployment.status === 'succeeded') {
        deployment.status = 'rolled-back';
      }
      next = deployment;
    }
  }
  return chain;
}

/**
 * The history that records of several sources make together, newest first: each deployment once,
 * with what it did, and marked `rolled-back` where the next success undid it.
 */
export function historyOf(records: readonly DeploymentRecord[]): Deployment[] {
  return groupByPlace(joinSources(records))
    .flatMap(chainOf)
    .sort((a, b) => timeMs(b) - timeMs(a) || (a.id < b.id ? 1 : -1));
}

/**
 * The deployment that is current: the latest success, by the time of its first success. Sources
 * leave older ones marked as a success, so that mark tells nothing.
 *
 * @param deployments - of one component in one environment, in any order
 * @returns null where there was none, or the component was removed since
 */
export function currentDeployment<T extends DeploymentRecord | Deployment>(
  deployments: readonly T[],
): T | null {
  const [latest] = deployments
    .filter(({ finishedAt }) => finishedAt !== null)
    .sort(
      (a, b) =>
        Date.parse(b.finishedAt!) - Date.parse(a.finishedAt!) ||
        (a.id < b.id ? 1 : -1),
    );
  return latest === undefined || latest.kind === 'remove' ? null : latest;
}
