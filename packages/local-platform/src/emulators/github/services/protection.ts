import { GitRepository, RefChange } from '../git/GitRepository';
import { ZERO_ID } from '../git/gitObjects';
import { isAncestor } from '../git/history';
import {
  BranchProtection,
  PullRequest,
  RepositoryState,
  Review,
} from '../store/repositoryState';
import { latestStatuses } from '../views/statusJson';

const HEADS = 'refs/heads/';

/** The rules of a branch, when it is protected. */
export function protectionOf(
  state: RepositoryState,
  branch: string,
): BranchProtection | undefined {
  return state.protections.find(protection => protection.branch === branch);
}

/** The rules that hold for a change of an existing ref. */
export function rulesFor(
  state: RepositoryState,
  { name, from }: RefChange,
): BranchProtection | undefined {
  return name.startsWith(HEADS) && from !== ZERO_ID
    ? protectionOf(state, name.slice(HEADS.length))
    : undefined;
}

/**
 * Why a ref may not change like this, in GitHub's words; undefined when it may.
 * Whoever asks, the rules hold: the emulator has no administrators who pass
 * them by. Whether the change goes forward is not looked at.
 */
export function refuseByRules(
  state: RepositoryState,
  change: RefChange,
): string | undefined {
  const protection = rulesFor(state, change);
  if (!protection) {
    return undefined;
  }
  if (change.to === ZERO_ID) {
    return protection.allowDeletions
      ? undefined
      : 'Cannot delete a protected branch';
  }
  if (protection.requiredReviews) {
    return 'Changes must be made through a pull request.';
  }
  return refuseByChecks(state, protection, change.to);
}

/** Like {@link refuseByRules}, for a change whose objects are all here. */
export async function refuseRefChange(
  state: RepositoryState,
  git: GitRepository,
  change: RefChange,
): Promise<string | undefined> {
  const protection = rulesFor(state, change);
  const forced =
    protection &&
    !protection.allowForcePushes &&
    change.to !== ZERO_ID &&
    !(await isAncestor(git, change.from, change.to));
  return forced
    ? 'Cannot force-push to a protected branch'
    : refuseByRules(state, change);
}

/** Why the required status checks of a commit don't suffice. */
export function refuseByChecks(
  state: RepositoryState,
  protection: BranchProtection,
  sha: string,
): string | undefined {
  const required = protection.requiredStatusChecks?.contexts ?? [];
  const latest = latestStatuses(state, sha);
  const open = required
    .map(context => ({
      context,
      state: latest.find(status => status.context === context)?.state,
    }))
    .filter(check => check.state !== 'success');
  if (open.length === 0) {
    return undefined;
  }
  if (open.length === 1) {
    return `Required status check "${open[0].context}" is ${wordFor(
      open[0].state,
    )}.`;
  }
  const names = open.map(({ context, state: found }) => {
    return `"${context}" is ${wordFor(found)}`;
  });
  return `${open.length} of ${
    required.length
  } required status checks have not succeeded: ${names.join(', ')}.`;
}

function wordFor(state: string | undefined): string {
  if (state === undefined) {
    return 'expected';
  }
  return state === 'pending' ? 'pending' : 'failing';
}

/** Why the reviews of a pull request don't suffice. */
export function refuseByReviews(
  protection: BranchProtection,
  pull: PullRequest,
): string | undefined {
  const wanted = protection.requiredReviews?.count ?? 0;
  const latest = latestReviews(pull);
  if (latest.some(({ state }) => state === 'CHANGES_REQUESTED') && wanted > 0) {
    return 'Changes were requested by reviewers with write access.';
  }
  const approvals = latest.filter(({ state }) => state === 'APPROVED').length;
  if (approvals >= wanted) {
    return undefined;
  }
  return wanted === 1
    ? 'At least 1 approving review is required by reviewers with write access.'
    : `At least ${wanted} approving reviews are required by reviewers with write access.`;
}

/** What each reviewer said last; a mere comment takes nothing back. */
function latestReviews(pull: PullRequest): Review[] {
  const latest = new Map<string, Review>();
  for (const review of pull.reviews) {
    if (review.state !== 'COMMENTED') {
      latest.set(review.author, review);
    }
  }
  return [...latest.values()];
}
