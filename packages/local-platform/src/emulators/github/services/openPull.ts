import { countCommits, mergeBase } from '../git/history';
import { GitHubError, validationFailed } from '../http/GitHubError';
import { RepositoryTransaction } from '../store/HostedRepository';
import { PullRequest, RepositoryState } from '../store/repositoryState';
import { pointPullRef, tellPull } from './followInPulls';

/** What a new pull request says. */
export interface NewPull {
  title: string;
  body: string | null;
  /** A branch, or `owner:branch`. */
  head: string;
  base: string;
  draft: boolean;
}

const UNTOUCHED = {
  state: 'open',
  closedAt: null,
  mergedAt: null,
  mergedBy: null,
  mergeCommit: null,
  merging: null,
} as const;

/** Opens a pull request; whatever GitHub would refuse throws its answer. */
export async function openPull(
  transaction: RepositoryTransaction,
  request: NewPull,
  author: string,
): Promise<PullRequest> {
  const { state, now } = transaction;
  const head = headBranch(state, request.head);
  const headSha = await branchSha(transaction, head, 'head');
  const baseSha = await branchSha(transaction, request.base, 'base');
  await refuseWithoutCommits(
    transaction,
    { ...request, head },
    baseSha,
    headSha,
  );
  refuseDuplicate(state, head, request.base);
  const pull: PullRequest = {
    ...UNTOUCHED,
    id: transaction.nextId(),
    number: state.nextNumber,
    title: request.title,
    body: request.body,
    author,
    draft: request.draft,
    head: { ref: head, sha: headSha },
    base: { ref: request.base, sha: baseSha },
    createdAt: now,
    updatedAt: now,
    labels: [],
    assignees: [],
    requestedReviewers: [],
    comments: [],
    reviews: [],
  };
  state.nextNumber += 1;
  state.pulls.push(pull);
  await pointPullRef(transaction, pull);
  tellPull(transaction, 'opened', pull, author);
  return pull;
}

/** Opens a closed pull request again, where its branches still allow it. */
export async function reopenPull(
  transaction: RepositoryTransaction,
  pull: PullRequest,
  sender: string,
): Promise<void> {
  if (pull.mergedAt !== null) {
    throw stateStays('The pull request was merged.');
  }
  const { git } = transaction;
  const head = await git.readRef(`refs/heads/${pull.head.ref}`);
  const base = await git.readRef(`refs/heads/${pull.base.ref}`);
  if (!head || !base) {
    const gone = head ? pull.base.ref : pull.head.ref;
    throw stateStays(`The ${gone} branch has been deleted.`);
  }
  refuseDuplicate(transaction.state, pull.head.ref, pull.base.ref);
  pull.state = 'open';
  pull.closedAt = null;
  pull.head.sha = head.sha;
  pull.base.sha = base.sha;
  await pointPullRef(transaction, pull);
  tellPull(transaction, 'reopened', pull, sender);
}

function stateStays(reason: string): GitHubError {
  return validationFailed({
    resource: 'PullRequest',
    field: 'state',
    code: 'invalid',
    message: `state cannot be changed. ${reason}`,
  });
}

function headBranch(state: RepositoryState, head: string): string {
  const [owner, branch] = head.includes(':')
    ? [head.slice(0, head.indexOf(':')), head.slice(head.indexOf(':') + 1)]
    : [state.owner, head];
  if (owner.toLowerCase() !== state.owner.toLowerCase()) {
    throw invalidField('head');
  }
  return branch;
}

/** The commit of a branch that a pull request goes from or to. */
export async function branchSha(
  { git }: Pick<RepositoryTransaction, 'git'>,
  branch: string,
  field: 'head' | 'base',
): Promise<string> {
  const ref = await git.readRef(`refs/heads/${branch}`);
  if (!ref) {
    throw invalidField(field);
  }
  return ref.sha;
}

async function refuseWithoutCommits(
  { git }: RepositoryTransaction,
  request: NewPull,
  baseSha: string,
  headSha: string,
): Promise<void> {
  if ((await countCommits(git, { to: headSha, from: baseSha })) === 0) {
    throw custom(`No commits between ${request.base} and ${request.head}`);
  }
  if (!(await mergeBase(git, baseSha, headSha))) {
    throw custom(
      `The ${request.head} branch has no history in common with ${request.base}`,
    );
  }
}

function refuseDuplicate(
  state: RepositoryState,
  head: string,
  base: string,
): void {
  const same = state.pulls.some(
    pull =>
      pull.state === 'open' && pull.head.ref === head && pull.base.ref === base,
  );
  if (same) {
    throw custom(`A pull request already exists for ${state.owner}:${head}.`);
  }
}

function custom(message: string): GitHubError {
  return validationFailed({ resource: 'PullRequest', code: 'custom', message });
}

function invalidField(field: string): GitHubError {
  return validationFailed({ resource: 'PullRequest', field, code: 'invalid' });
}
