import {
  deploymentIdOf,
  type Deployment,
  type DeploymentKind,
  type DeploymentStatus,
} from '../Deployment';
import type { DeploymentChange } from './DeploymentChange';

/** A deployment by what its own source tells; its kind is null where that does not tell it. */
export type DeploymentRecord = Omit<Deployment, 'kind'> & {
  kind: DeploymentKind | null;
};

/** One line for equal changes, to find again what was told before. */
export function changeKey(change: DeploymentChange): string {
  return JSON.stringify([
    change.source.type,
    change.source.id,
    change.entityRef,
    change.environment,
    change.at,
    change.status,
    change.kind,
    change.version,
    change.commit,
    change.artifact,
    change.who,
    change.startedAt,
    change.source.url,
    change.origin,
    change.commits,
  ]);
}

function timesOf(
  changes: readonly DeploymentChange[],
  status: DeploymentChange['status'],
): string[] {
  return changes
    .filter(change => change.status === status)
    .map(({ at }) => at)
    .sort((a, b) => Date.parse(a) - Date.parse(b));
}

function isAfter(one: string | undefined, other: string | undefined): boolean {
  return (
    one !== undefined &&
    (other === undefined || Date.parse(one) > Date.parse(other))
  );
}

/** How far it came: the last that was told of success and failure, else of what comes before them. */
function statusOf(changes: readonly DeploymentChange[]): DeploymentStatus {
  const last = (status: DeploymentChange['status']) =>
    timesOf(changes, status).at(-1);
  const succeeded = last('succeeded');
  const failed = last('failed');
  if (isAfter(succeeded, failed)) {
    return 'succeeded';
  }
  if (failed !== undefined) {
    // Tried once more after a failure, and not ended yet.
    const isRetried =
      succeeded === undefined && isAfter(last('running'), failed);
    return isRetried ? 'running' : 'failed';
  }
  if (last('inactive') !== undefined) {
    return 'superseded';
  }
  return last('running') === undefined ? 'queued' : 'running';
}

/** What was told last of a fact; of two told at once, always the same one. */
function latest<T>(
  newestFirst: readonly DeploymentChange[],
  fact: (change: DeploymentChange) => T | null,
): T | null {
  const change = newestFirst.find(one => fact(one) !== null);
  return change ? fact(change) : null;
}

/** When it began, by what a change tells; the moment of an end is no start. */
function startOf({ startedAt, status, at }: DeploymentChange): string | null {
  const isBefore = status === 'queued' || status === 'running';
  return startedAt ?? (isBefore ? at : null);
}

function recordOf(changes: readonly DeploymentChange[]): DeploymentRecord {
  const newestFirst = [...changes].sort(
    (a, b) =>
      Date.parse(b.at) - Date.parse(a.at) ||
      (changeKey(a) < changeKey(b) ? -1 : 1),
  );
  const [newest] = newestFirst;
  const [started] = changes
    .flatMap(change => startOf(change) ?? [])
    .sort((a, b) => Date.parse(a) - Date.parse(b));
  return {
    id: deploymentIdOf(newest.source),
    entityRef: newest.entityRef,
    environment: newest.environment,
    version: latest(newestFirst, ({ version }) => version),
    commit: latest(newestFirst, ({ commit }) => commit),
    artifact: latest(newestFirst, ({ artifact }) => artifact),
    who: latest(newestFirst, ({ who }) => who),
    startedAt: started ?? null,
    finishedAt: timesOf(changes, 'succeeded')[0] ?? null,
    failedAt: timesOf(changes, 'failed')[0] ?? null,
    status: statusOf(changes),
    kind: latest(newestFirst, ({ kind }) => kind),
    source: {
      ...newest.source,
      url: latest(newestFirst, ({ source }) => source.url),
    },
    alsoFrom: [],
    commits: latest(newestFirst, ({ commits }) => commits),
    origin: newest.origin,
  };
}

/**
 * Makes one record of all changes that a source told of a deployment. The order of the changes
 * and how often each is there make no difference. The first success counts, however often it is
 * told, and what is told last counts for everything else.
 *
 * @returns the records by id; `historyOf` makes the history of them
 */
export function foldChanges(
  changes: readonly DeploymentChange[],
): DeploymentRecord[] {
  const groups = new Map<string, Map<string, DeploymentChange>>();
  for (const change of changes) {
    const id = deploymentIdOf(change.source);
    const group = groups.get(id) ?? new Map();
    groups.set(id, group.set(changeKey(change), change));
  }
  return [...groups.values()]
    .map(group => recordOf([...group.values()]))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
