import type { TimelineStatus } from '@portico/plugin-timeline-common';
import type { MatrixCell, MatrixRow, OverviewItem } from './api';
import type {
  Deployment,
  DeploymentKind,
  DeploymentStatus,
} from './Deployment';
import {
  HEALTH_WORST_FIRST,
  type HealthState,
  type WorkloadHealth,
} from './health';

const HEALTH_WORDS: Readonly<Record<HealthState, string>> = {
  healthy: 'Healthy',
  'rolling-out': 'Rolling out',
  degraded: 'Degraded',
  failing: 'Failing',
  'rollout-failing': 'Rollout failing',
  'rollout-failed': 'Rollout failed',
  paused: 'Paused',
  'scaled-to-zero': 'Scaled to zero',
  complete: 'Complete',
  unknown: 'Unknown',
};

/** The word for a state, on every page and in every command. */
export function healthWord(state: HealthState): string {
  return HEALTH_WORDS[state];
}

/** The light that a state shows; the word is always beside it. */
export function healthLight(
  state: HealthState,
): 'green' | 'blue' | 'amber' | 'red' | 'grey' {
  switch (state) {
    case 'healthy':
    case 'complete':
      return 'green';
    case 'rolling-out':
      return 'blue';
    case 'degraded':
    case 'rollout-failing':
    case 'rollout-failed':
      return 'amber';
    case 'failing':
      return 'red';
    default:
      return 'grey';
  }
}

/** The state and why, in one line: "Failing: Crash-loops: exit 137, 4 restarts; 0 of 2 ready, nothing serves." */
export function healthSentence(
  health: Pick<WorkloadHealth, 'state' | 'reason'> | null,
): string {
  return health === null
    ? 'Unknown: no cluster tells of it.'
    : `${HEALTH_WORDS[health.state]}: ${health.reason}`;
}

/**
 * The state of a cell and why: "Unknown: east: it has not answered." where no cluster that
 * could be asked tells of it.
 */
export function cellSentence({
  health,
  clusters,
}: Pick<MatrixCell, 'health' | 'clusters'>): string {
  const [unseen] = clusters.filter(
    ({ source }) => source.state !== 'ok' && source.state !== 'degraded',
  );
  return health === null && unseen !== undefined
    ? `Unknown: ${unseen.cluster}: ${
        unseen.source.reason ?? 'it could not be asked.'
      }`
    : healthSentence(health);
}

/** "3 of 3 ready"; "ready unknown" where one of the two is not known, and nothing for jobs. */
export function readyWords(
  health: Pick<WorkloadHealth, 'desired' | 'ready' | 'state'> | null,
): string {
  if (health === null || health.ready === null) {
    return 'ready unknown';
  }
  return health.desired === null
    ? ''
    : `${health.ready} of ${health.desired} ready`;
}

const STATUS_WORDS: Readonly<Record<DeploymentStatus, string>> = {
  queued: 'Queued',
  running: 'Running',
  succeeded: 'Succeeded',
  failed: 'Failed',
  'rolled-back': 'Rolled back',
  superseded: 'Superseded',
};

/** The word for how far a deployment came. */
export function deploymentStatusWord(status: DeploymentStatus): string {
  return STATUS_WORDS[status];
}

const TIMELINE: Readonly<Record<DeploymentStatus, TimelineStatus>> = {
  queued: 'waiting',
  running: 'running',
  succeeded: 'succeeded',
  failed: 'failed',
  'rolled-back': 'warning',
  superseded: 'cancelled',
};

/** The status of a deployment on the timeline. */
export function deploymentTimelineStatus(
  status: DeploymentStatus,
): TimelineStatus {
  return TIMELINE[status];
}

const KIND_WORDS: Readonly<Record<DeploymentKind, [string, string]>> = {
  deploy: ['Deploy', 'Deployed'],
  rollback: ['Roll back to', 'Rolled back to'],
  redeploy: ['Deploy again', 'Deployed again'],
  remove: ['Remove', 'Removed'],
};

/** What a deployment did, in one line: "Rolled back to 1.4.2 in prod". */
export function deploymentTitle(
  deployment: Pick<
    Deployment,
    'kind' | 'version' | 'commit' | 'environment' | 'finishedAt'
  >,
): string {
  const { kind, version, commit, environment, finishedAt } = deployment;
  const what = version ?? commit?.slice(0, 7) ?? 'an unnamed version';
  const [todo, done] = KIND_WORDS[kind];
  const verb = finishedAt === null ? todo : done;
  return kind === 'remove'
    ? `${verb} from ${environment}`
    : `${verb} ${what} ${kind === 'deploy' ? 'to' : 'in'} ${environment}`;
}

/** "2 deployments (5 commits) behind staging"; null where it is not known. */
export function behindWords(behind: MatrixCell['behind']): string | null {
  if (behind === null) {
    return null;
  }
  const { deployments, commits, environment } = behind;
  if (deployments === 0) {
    return `same as ${environment}`;
  }
  const count = (number: number, noun: string) =>
    `${number} ${noun}${number === 1 ? '' : 's'}`;
  const inCommits = commits === null ? '' : ` (${count(commits, 'commit')})`;
  return `${count(
    deployments,
    'deployment',
  )}${inCommits} behind ${environment}`;
}

/** The cells of a matrix as lines, what needs somebody most first. */
export function overviewItems(rows: readonly MatrixRow[]): OverviewItem[] {
  return rows
    .flatMap(({ entityRef, cells }) =>
      cells.map(cell => ({
        entityRef,
        environment: cell.environment,
        version: cell.version,
        deployedAt: cell.deployedAt,
        state: cell.health?.state ?? ('unknown' as const),
        reason: cellSentence(cell),
        origin: cell.origin,
      })),
    )
    .sort(
      (a, b) =>
        HEALTH_WORST_FIRST.indexOf(a.state) -
          HEALTH_WORST_FIRST.indexOf(b.state) ||
        a.entityRef.localeCompare(b.entityRef, 'en') ||
        a.environment.localeCompare(b.environment, 'en'),
    );
}
