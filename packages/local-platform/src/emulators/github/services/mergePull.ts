import { GitHubError } from '../http/GitHubError';
import { GitRepository, RefChange, RefMovedError } from '../git/GitRepository';
import { GitSignature, ZERO_ID } from '../git/gitObjects';
import { isAncestor } from '../git/history';
import { mergeCommits, rebaseCommits } from '../git/merge';
import { Account } from '../store/Accounts';
import { RepositoryTransaction } from '../store/HostedRepository';
import { PullRequest, RepositoryState } from '../store/repositoryState';
import { followRefChanges } from './changeRefs';
import { markMerged } from './followInPulls';
import { protectionOf, refuseByChecks, refuseByReviews } from './protection';
import { signatureOf } from './signatureOf';

/** How a pull request is merged, and what is asked of it before. */
export interface MergeRequest {
  method: 'merge' | 'squash' | 'rebase';
  /** The head that the merge is meant for. */
  sha?: string;
  title?: string;
  message?: string;
}

const CONFLICT = 'Merge conflict';
/** The committer of what the host itself commits, as on GitHub. */
const HOST_SIGNATURE = { name: 'GitHub', email: 'noreply@github.com' };

/** Merges a pull request; whatever GitHub would refuse throws its answer. */
export async function mergePull(
  transaction: RepositoryTransaction,
  pull: PullRequest,
  request: MergeRequest,
  account: Account,
): Promise<string> {
  const { state, git } = transaction;
  await refuseMerge(transaction, pull, request);
  const ref = `refs/heads/${pull.base.ref}`;
  const base = await git.readRef(ref);
  if (!base) {
    throw new GitHubError(405, 'Pull Request is not mergeable');
  }
  const commit = await writeMerge(
    transaction,
    pull,
    request,
    account,
    base.sha,
  );
  const change = { name: ref, from: base.sha, to: commit };
  await moveBase(transaction, pull, change, account.login);
  markMerged(transaction, pull, {
    commit,
    base: base.sha,
    sender: account.login,
  });
  await followRefChanges(transaction, [change], account.login);
  if (state.settings.deleteBranchOnMerge) {
    await deleteHead(transaction, pull, account.login);
  }
  return commit;
}

/**
 * Moves the base branch. What it is to become is kept before: after a crash in
 * between, the branch tells whether the merge was made.
 */
async function moveBase(
  transaction: RepositoryTransaction,
  pull: PullRequest,
  change: RefChange,
  by: string,
): Promise<void> {
  pull.merging = { commit: change.to, by };
  await transaction.save();
  try {
    await transaction.git.updateRefs([change]);
  } catch (error) {
    pull.merging = null;
    await transaction.save();
    throw error instanceof RefMovedError
      ? new GitHubError(
          409,
          'Base branch was modified. Review and try the merge again.',
        )
      : error;
  }
}

/** Finishes or forgets the merge that a crash interrupted. */
export async function settleInterruptedMerge(
  transaction: RepositoryTransaction,
  pull: PullRequest,
): Promise<void> {
  const { merging } = pull;
  const base = await transaction.git.readRef(`refs/heads/${pull.base.ref}`);
  if (!merging || pull.state === 'closed') {
    return;
  }
  pull.merging = null;
  if (base && (await isAncestor(transaction.git, merging.commit, base.sha))) {
    markMerged(transaction, pull, {
      commit: merging.commit,
      base: pull.base.sha,
      sender: merging.by,
    });
  }
}

async function refuseMerge(
  { state, git }: RepositoryTransaction,
  pull: PullRequest,
  request: MergeRequest,
): Promise<void> {
  if (pull.state === 'closed') {
    throw new GitHubError(405, 'Pull Request is not mergeable');
  }
  if (pull.draft) {
    throw new GitHubError(405, 'Pull Request is still a draft');
  }
  refuseMethod(state, request.method);
  if (request.sha !== undefined && request.sha !== pull.head.sha) {
    throw new GitHubError(
      409,
      'Head branch was modified. Review and try the merge again.',
    );
  }
  const protection = protectionOf(state, pull.base.ref);
  if (!protection) {
    return;
  }
  const refusal =
    refuseByReviews(protection, pull) ??
    refuseByChecks(state, protection, pull.head.sha);
  if (refusal) {
    throw new GitHubError(405, refusal);
  }
  if (protection.linearHistory && request.method === 'merge') {
    throw new GitHubError(405, 'Merge commits are not allowed on this branch.');
  }
  const checks = protection.requiredStatusChecks;
  if (checks?.strict && checks.contexts.length > 0) {
    await refuseBehind(git, pull);
  }
}

async function refuseBehind(
  git: GitRepository,
  pull: PullRequest,
): Promise<void> {
  const base = await git.readRef(`refs/heads/${pull.base.ref}`);
  if (base && !(await isAncestor(git, base.sha, pull.head.sha))) {
    throw new GitHubError(
      405,
      'Head branch is out of date: the required status checks must run on top of the latest base branch.',
    );
  }
}

function refuseMethod(
  { settings }: RepositoryState,
  method: MergeRequest['method'],
): void {
  const rules = {
    merge: [settings.allowMergeCommit, 'Merge commits'],
    squash: [settings.allowSquashMerge, 'Squash merges'],
    rebase: [settings.allowRebaseMerge, 'Rebase merges'],
  } as const;
  const [allowed, what] = rules[method];
  if (!allowed) {
    throw new GitHubError(405, `${what} are not allowed on this repository.`);
  }
}

async function writeMerge(
  { git, state, now }: RepositoryTransaction,
  pull: PullRequest,
  request: MergeRequest,
  account: Account,
  base: string,
): Promise<string> {
  const person = signatureOf(account, now);
  const host: GitSignature = { ...HOST_SIGNATURE, date: now };
  if (request.method === 'rebase') {
    const outcome = await rebaseCommits(git, base, pull.head.sha, host);
    if (outcome.status === 'conflict') {
      throw new GitHubError(405, CONFLICT);
    }
    return outcome.commit;
  }
  const outcome = await mergeCommits(git, base, pull.head.sha);
  if (outcome.status === 'conflict') {
    throw new GitHubError(405, CONFLICT);
  }
  const squash = request.method === 'squash';
  const title = squash
    ? `${pull.title} (#${pull.number})`
    : `Merge pull request #${pull.number} from ${state.owner}/${pull.head.ref}`;
  const text = squash ? pull.body ?? '' : pull.title;
  return git.writeCommit({
    tree: outcome.tree,
    parents: squash ? [base] : [base, pull.head.sha],
    author: person,
    committer: host,
    message: [request.title ?? title, request.message ?? text]
      .filter(part => part !== '')
      .join('\n\n'),
  });
}

async function deleteHead(
  transaction: RepositoryTransaction,
  pull: PullRequest,
  sender: string,
): Promise<void> {
  const name = `refs/heads/${pull.head.ref}`;
  const head = await transaction.git.readRef(name);
  const isDefault = pull.head.ref === transaction.state.defaultBranch;
  if (head && !isDefault && !protectionOf(transaction.state, pull.head.ref)) {
    const change = { name, from: head.sha, to: ZERO_ID };
    await transaction.git.updateRefs([change]);
    await followRefChanges(transaction, [change], sender);
  }
}
