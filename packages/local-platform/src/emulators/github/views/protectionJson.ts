import { BranchProtection, RepositoryState } from '../store/repositoryState';
import { encodePath, Urls } from './Urls';

/** The rules of a protected branch. */
export function protectionJson(
  urls: Urls,
  state: RepositoryState,
  protection: BranchProtection,
) {
  const branch = encodePath(protection.branch);
  const url = `${urls.repository(state)}/branches/${branch}/protection`;
  const enabled = (value: boolean) => ({ enabled: value });
  return {
    url,
    ...checksJson(url, protection),
    ...reviewsJson(url, protection),
    enforce_admins: {
      url: `${url}/enforce_admins`,
      enabled: protection.enforceAdmins,
    },
    required_linear_history: enabled(protection.linearHistory),
    allow_force_pushes: enabled(protection.allowForcePushes),
    allow_deletions: enabled(protection.allowDeletions),
    required_conversation_resolution: enabled(
      protection.conversationResolution,
    ),
    required_signatures: {
      url: `${url}/required_signatures`,
      enabled: protection.signatures,
    },
    block_creations: enabled(false),
    lock_branch: enabled(false),
    allow_fork_syncing: enabled(false),
  };
}

function checksJson(url: string, protection: BranchProtection) {
  const checks = protection.requiredStatusChecks;
  return (
    checks && {
      required_status_checks: {
        url: `${url}/required_status_checks`,
        strict: checks.strict,
        contexts: checks.contexts,
        contexts_url: `${url}/required_status_checks/contexts`,
        checks: checks.contexts.map(context => ({ context, app_id: null })),
      },
    }
  );
}

function reviewsJson(url: string, protection: BranchProtection) {
  const reviews = protection.requiredReviews;
  return (
    reviews && {
      required_pull_request_reviews: {
        url: `${url}/required_pull_request_reviews`,
        dismiss_stale_reviews: reviews.dismissStale,
        require_code_owner_reviews: reviews.codeOwners,
        required_approving_review_count: reviews.count,
        require_last_push_approval: reviews.lastPush,
      },
    }
  );
}

/** What a branch says of its rules. */
export function protectionSummaryJson(
  protection: BranchProtection | undefined,
) {
  const contexts = protection?.requiredStatusChecks?.contexts ?? [];
  return {
    enabled: protection !== undefined,
    required_status_checks: {
      enforcement_level: contexts.length > 0 ? 'everyone' : 'off',
      contexts,
      checks: contexts.map(context => ({ context, app_id: null })),
    },
  };
}
