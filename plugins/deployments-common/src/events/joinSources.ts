import {
  deploymentTime,
  type DeploymentSource,
  type DeploymentStatus,
} from '../Deployment';
import type { DeploymentRecord } from './foldChanges';

/** Two sources tell of the same deployment within this time: a pipeline, and then the cluster. */
export const SAME_DEPLOYMENT_MS = 30 * 60 * 1_000;

/** Who knows most of a deployment comes first: it gives the id and is believed in doubt. */
const SOURCES: ReadonlyArray<DeploymentSource['type']> = [
  'cdevents',
  'github',
  'kubernetes',
  'supervisor',
  'sample',
];

/** A failure that one source saw is not undone by another one that did not. */
const STATUSES: readonly DeploymentStatus[] = [
  'failed',
  'rolled-back',
  'succeeded',
  'running',
  'queued',
  'superseded',
];

function timeMs(record: DeploymentRecord): number {
  return Date.parse(deploymentTime(record) ?? '') || 0;
}

/** Deployments and runs of workflows of GitHub are two sources that tell of the same. */
function sourceName({ type, id }: DeploymentSource): string {
  return type === 'github' && id.includes('/runs/') ? 'github-runs' : type;
}

function bare(version: string | null): string | null {
  return version?.replace(/^v(?=\d)/, '') ?? null;
}

function isSameVersion(
  one: DeploymentRecord,
  other: DeploymentRecord,
): boolean {
  const versions = [bare(one.version), bare(other.version)];
  const commits = [one.commit, other.commit];
  const isSameCommit =
    commits[0] !== null &&
    commits[1] !== null &&
    (commits[0].startsWith(commits[1]) || commits[1].startsWith(commits[0]));
  return versions[0] === null || versions[1] === null
    ? isSameCommit
    : versions[0] === versions[1];
}

function isSame(one: DeploymentRecord, other: DeploymentRecord): boolean {
  return (
    sourceName(one.source) !== sourceName(other.source) &&
    Math.abs(timeMs(one) - timeMs(other)) <= SAME_DEPLOYMENT_MS &&
    isSameVersion(one, other)
  );
}

interface Pair {
  gapMs: number;
  one: number;
  other: number;
}

/** What could be the same, the closest in time first: of two tries, the one that fits. */
function pairsOf(inOrder: readonly DeploymentRecord[]): Pair[] {
  const pairs: Pair[] = [];
  inOrder.forEach((record, one) => {
    for (let other = one + 1; other < inOrder.length; other += 1) {
      const gapMs = timeMs(inOrder[other]) - timeMs(record);
      if (gapMs > SAME_DEPLOYMENT_MS) {
        break;
      }
      if (isSame(record, inOrder[other])) {
        pairs.push({ gapMs, one, other });
      }
    }
  });
  return pairs.sort(
    (a, b) => a.gapMs - b.gapMs || a.one - b.one || a.other - b.other,
  );
}

/** The records of one component in one environment that belong together. */
function clustersOf(
  records: readonly DeploymentRecord[],
): DeploymentRecord[][] {
  const inOrder = [...records].sort(
    (a, b) => timeMs(a) - timeMs(b) || (a.id < b.id ? -1 : 1),
  );
  const clusters = inOrder.map(record => [record]);
  for (const { one, other } of pairsOf(inOrder)) {
    const [first, second] = [clusters[one], clusters[other]];
    const isOne = first.every(a => second.every(b => isSame(a, b)));
    if (first !== second && isOne) {
      const whole = [...first, ...second];
      inOrder.forEach((record, index) => {
        clusters[index] = whole.includes(record) ? whole : clusters[index];
      });
    }
  }
  return [...new Set(clusters)];
}

function earliest(times: Array<string | null>): string | null {
  return (
    times
      .filter(time => time !== null)
      .sort((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null
  );
}

function joined(cluster: readonly DeploymentRecord[]): DeploymentRecord {
  const byRank = [...cluster].sort(
    (a, b) =>
      SOURCES.indexOf(a.source.type) - SOURCES.indexOf(b.source.type) ||
      (a.id < b.id ? -1 : 1),
  );
  const [main, ...others] = byRank;
  const known = <K extends keyof DeploymentRecord>(key: K) =>
    (byRank.find(record => record[key] !== null) ?? main)[key];
  return {
    ...main,
    version: known('version'),
    commit: known('commit'),
    artifact: known('artifact'),
    who: known('who'),
    kind: known('kind'),
    commits: known('commits'),
    startedAt: earliest(cluster.map(({ startedAt }) => startedAt)),
    finishedAt: earliest(cluster.map(({ finishedAt }) => finishedAt)),
    failedAt: earliest(cluster.map(({ failedAt }) => failedAt)),
    status: STATUSES.find(status =>
      cluster.some(record => record.status === status),
    )!,
    alsoFrom: others.map(({ source }) => source),
  };
}

/** Groups records by component, environment and origin, which are never joined. */
export function groupByPlace(
  records: readonly DeploymentRecord[],
): DeploymentRecord[][] {
  const groups = new Map<string, DeploymentRecord[]>();
  for (const record of records) {
    const { entityRef, environment, origin } = record;
    const key = JSON.stringify([entityRef, environment, origin]);
    const group = groups.get(key);
    if (group) {
      group.push(record);
    } else {
      groups.set(key, [record]);
    }
  }
  return [...groups.values()];
}

/**
 * Makes one record of those that several sources tell of the same deployment: the same component
 * and environment, the same version or commit, within half an hour, and each source once.
 */
export function joinSources(
  records: readonly DeploymentRecord[],
): DeploymentRecord[] {
  return groupByPlace(records).flatMap(clustersOf).map(joined);
}
