import { GitRepository } from './GitRepository';
import { GitCommit } from './gitObjects';

/** Which commits of a history are wanted. */
export interface LogQuery {
  /** Where the history ends. */
  to: string;
  /** Commits reachable from here are left out. */
  from?: string;
  path?: string;
  since?: string;
  until?: string;
  author?: string;
  skip?: number;
  limit?: number;
  oldestFirst?: boolean;
}

/** The ids of commits, newest first unless asked otherwise. */
export async function listCommitIds(
  git: GitRepository,
  query: LogQuery,
): Promise<string[]> {
  const args = ['rev-list'];
  if (query.limit !== undefined) {
    args.push(`--max-count=${query.limit}`, `--skip=${query.skip ?? 0}`);
  }
  if (query.oldestFirst) {
    args.push('--reverse', '--topo-order');
  }
  const { stdout } = await git.run([...args, ...selection(query)]);
  return stdout
    .toString('utf8')
    .split('\n')
    .filter(line => line !== '');
}

/** Commits with their content, newest first unless asked otherwise. */
export async function listCommits(
  git: GitRepository,
  query: LogQuery,
): Promise<GitCommit[]> {
  return git.readCommits(await listCommitIds(git, query));
}

/** How many commits a query has, without its limit. */
export async function countCommits(
  git: GitRepository,
  query: LogQuery,
): Promise<number> {
  const { stdout } = await git.run([
    'rev-list',
    '--count',
    ...selection(query),
  ]);
  return Number(stdout.toString('utf8').trim());
}

function selection(query: LogQuery): string[] {
  const args: string[] = [];
  if (query.since) {
    args.push(`--since=${query.since}`);
  }
  if (query.until) {
    args.push(`--until=${query.until}`);
  }
  if (query.author) {
    args.push('--fixed-strings', `--author=${query.author}`);
  }
  args.push(query.to);
  if (query.from) {
    args.push(`^${query.from}`);
  }
  return query.path ? [...args, '--', query.path] : [...args, '--'];
}

/** Whether everything in `ancestor` is in `descendant` too. */
export async function isAncestor(
  git: GitRepository,
  ancestor: string,
  descendant: string,
): Promise<boolean> {
  const { exitCode } = await git.run(
    ['merge-base', '--is-ancestor', ancestor, descendant],
    { allowedExitCodes: [0, 1] },
  );
  return exitCode === 0;
}

/** The commit where two histories parted; undefined when they share nothing. */
export async function mergeBase(
  git: GitRepository,
  one: string,
  other: string,
): Promise<string | undefined> {
  const { exitCode, stdout } = await git.run(['merge-base', one, other], {
    allowedExitCodes: [0, 1],
  });
  return exitCode === 0 ? stdout.toString('utf8').trim() : undefined;
}
