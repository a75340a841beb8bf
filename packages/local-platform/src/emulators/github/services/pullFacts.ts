import { changedPaths, diffTrees, FileChange } from '../git/changes';
import { GitRepository } from '../git/GitRepository';
import { GitCommit } from '../git/gitObjects';
import {
  countCommits,
  isAncestor,
  listCommits,
  mergeBase,
} from '../git/history';
import { mergeCommits } from '../git/merge';
import { HostedRepository } from '../store/HostedRepository';
import { PullRequest, RepositoryState } from '../store/repositoryState';
import { combinedState, latestStatuses } from '../views/statusJson';
import { changeTotals } from '../views/commitJson';
import { PullDetails } from '../views/pullJson';
import { protectionOf, refuseByChecks, refuseByReviews } from './protection';

/** The files of a pull request, against the commit where it parted from its base. */
export async function pullFiles(
  git: GitRepository,
  pull: PullRequest,
): Promise<FileChange[]> {
  const parted = await mergeBase(git, pull.base.sha, pull.head.sha);
  return diffTrees(git, parted, pull.head.sha);
}

/** The commits of a pull request, the oldest first. */
export async function pullCommits(
  git: GitRepository,
  { head, base }: PullRequest,
): Promise<GitCommit[]> {
  return listCommits(git, {
    to: head.sha,
    from: base.sha,
    oldestFirst: true,
  });
}

/** What GitHub computes when a single pull request is read. */
export async function pullDetails(
  repository: HostedRepository,
  pull: PullRequest,
): Promise<PullDetails> {
  const { git, state } = repository;
  const [files, commits, fate] = await Promise.all([
    pullFiles(git, pull),
    countCommits(git, { to: pull.head.sha, from: pull.base.sha }),
    mergeability(git, state, pull),
  ]);
  const { additions, deletions } = changeTotals(files);
  return {
    ...fate,
    commits,
    additions,
    deletions,
    changedFiles: files.length,
  };
}

async function mergeability(
  git: GitRepository,
  state: RepositoryState,
  pull: PullRequest,
): Promise<Pick<PullDetails, 'mergeable' | 'mergeableState'>> {
  const base = await git.readRef(`refs/heads/${pull.base.ref}`);
  if (pull.state === 'closed' || !base) {
    return { mergeable: null, mergeableState: 'unknown' };
  }
  const outcome = await mergeCommits(git, base.sha, pull.head.sha);
  if (outcome.status === 'conflict') {
    return { mergeable: false, mergeableState: 'dirty' };
  }
  const mergeableState = await cleanState(git, state, pull, base.sha);
  return { mergeable: true, mergeableState };
}

/** Of a pull request without conflicts: what still stands in its way. */
async function cleanState(
  git: GitRepository,
  state: RepositoryState,
  pull: PullRequest,
  base: string,
): Promise<string> {
  if (pull.draft) {
    return 'draft';
  }
  const protection = protectionOf(state, pull.base.ref);
  if (
    protection &&
    (refuseByReviews(protection, pull) ??
      refuseByChecks(state, protection, pull.head.sha))
  ) {
    return 'blocked';
  }
  if (
    protection?.requiredStatusChecks?.strict &&
    protection.requiredStatusChecks.contexts.length > 0 &&
    !(await isAncestor(git, base, pull.head.sha))
  ) {
    return 'behind';
  }
  const statuses = latestStatuses(state, pull.head.sha);
  return statuses.length > 0 && combinedState(statuses) !== 'success'
    ? 'unstable'
    : 'clean';
}

/** Which paths a commit adds, removes and modifies, for the push webhook. */
export async function pathsOfCommit(
  git: GitRepository,
  parent: string | undefined,
  sha: string,
): Promise<{ added: string[]; removed: string[]; modified: string[] }> {
  const changes = await changedPaths(git, parent, sha);
  const paths = (...statuses: string[]) =>
    changes
      .filter(({ status }) => statuses.includes(status))
      .map(({ path }) => path);
  return {
    added: paths('added'),
    removed: paths('removed'),
    modified: paths('modified', 'changed'),
  };
}
