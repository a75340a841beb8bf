import { RefChange } from '../git/GitRepository';
import { ZERO_ID } from '../git/gitObjects';
import { isAncestor } from '../git/history';
import { PullRequestAction } from '../store/events';
import { RepositoryTransaction } from '../store/HostedRepository';
import { PullRequest } from '../store/repositoryState';
import { protectionOf } from './protection';

/** Lets open pull requests follow what became of their branches. */
export async function followInPulls(
  transaction: RepositoryTransaction,
  changes: readonly RefChange[],
  sender: string,
  pulls: readonly PullRequest[] = transaction.state.pulls,
): Promise<void> {
  const byName = new Map(changes.map(change => [change.name, change]));
  for (const pull of pulls) {
    const head = byName.get(`refs/heads/${pull.head.ref}`);
    if (pull.state === 'open' && head) {
      await followHead(transaction, pull, head.to, sender);
    }
    const base = byName.get(`refs/heads/${pull.base.ref}`);
    if (pull.state === 'open' && base) {
      await followBase(transaction, pull, base, sender);
    }
  }
}

async function followHead(
  transaction: RepositoryTransaction,
  pull: PullRequest,
  sha: string,
  sender: string,
): Promise<void> {
  if (sha === ZERO_ID) {
    closePull(transaction, pull, sender);
    return;
  }
  const before = pull.head.sha;
  pull.head.sha = sha;
  pull.updatedAt = transaction.now;
  if (
    protectionOf(transaction.state, pull.base.ref)?.requiredReviews
      ?.dismissStale
  ) {
    pull.reviews
      .filter(review => review.state === 'APPROVED')
      .forEach(review => {
        review.state = 'DISMISSED';
      });
  }
  await pointPullRef(transaction, pull);
  tellPull(transaction, 'synchronize', pull, sender, before);
}

async function followBase(
  transaction: RepositoryTransaction,
  pull: PullRequest,
  { from, to }: RefChange,
  sender: string,
): Promise<void> {
  if (to === ZERO_ID) {
    closePull(transaction, pull, sender);
    return;
  }
  const { git } = transaction;
  const arrived =
    (await isAncestor(git, pull.head.sha, to)) &&
    (from === ZERO_ID || !(await isAncestor(git, pull.head.sha, from)));
  if (arrived) {
    markMerged(transaction, pull, { commit: to, base: from, sender });
  } else {
    pull.base.sha = to;
  }
}

/** Closes a pull request without a merge. */
export function closePull(
  transaction: RepositoryTransaction,
  pull: PullRequest,
  sender: string,
): void {
  pull.state = 'closed';
  pull.closedAt = transaction.now;
  pull.updatedAt = transaction.now;
  tellPull(transaction, 'closed', pull, sender);
}

/** Notes that what a pull request brings has reached its base branch. */
export function markMerged(
  transaction: RepositoryTransaction,
  pull: PullRequest,
  merge: { commit: string; base: string; sender: string },
): void {
  pull.mergedAt = transaction.now;
  pull.mergedBy = merge.sender;
  pull.mergeCommit = merge.commit;
  pull.merging = null;
  if (merge.base !== ZERO_ID) {
    pull.base.sha = merge.base;
  }
  closePull(transaction, pull, merge.sender);
}

/** Lets `refs/pull/<n>/head` follow the head, so that its commits outlive the branch. */
export async function pointPullRef(
  { git }: RepositoryTransaction,
  pull: PullRequest,
): Promise<void> {
  const name = `refs/pull/${pull.number}/head`;
  const current = await git.readRef(name);
  await git.updateRefs([
    { name, from: current?.sha ?? ZERO_ID, to: pull.head.sha },
  ]);
}

/** Tells webhooks what became of a pull request, as it is now. */
export function tellPull(
  { emit }: RepositoryTransaction,
  action: PullRequestAction,
  pull: PullRequest,
  sender: string,
  before?: string,
): void {
  emit({
    type: 'pull_request',
    action,
    pull: structuredClone(pull),
    sender,
    before,
  });
}
