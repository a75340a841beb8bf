import { PullRequest, RepositoryState } from '../store/repositoryState';
import { accountJson } from './accountJson';
import { labelJson } from './issueJson';
import { repositoryJson, ViewContext } from './repositoryJson';
import { nodeId } from './Urls';

/** What only the answer about a single pull request tells. */
export interface PullDetails {
  mergeable: boolean | null;
  mergeableState: string;
  commits: number;
  additions: number;
  deletions: number;
  changedFiles: number;
}

/** A pull request as lists and webhooks show it. */
export function pullJson(
  context: ViewContext,
  state: RepositoryState,
  pull: PullRequest,
) {
  const { urls, accounts } = context;
  const account = (login: string) => accountJson(urls, accounts.require(login));
  return {
    ...addresses(context, state, pull),
    id: pull.id,
    node_id: nodeId('PullRequest', pull.id),
    number: pull.number,
    state: pull.state,
    locked: false,
    title: pull.title,
    user: account(pull.author),
    body: pull.body,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    merged_at: pull.mergedAt,
    merge_commit_sha: pull.mergeCommit,
    assignee: pull.assignees.map(account)[0] ?? null,
    assignees: pull.assignees.map(account),
    requested_reviewers: pull.requestedReviewers.map(account),
    requested_teams: [],
    labels: state.labels
      .filter(({ name }) => pull.labels.includes(name))
      .map(label => labelJson(context, state, label)),
    milestone: null,
    draft: pull.draft,
    head: end(context, state, pull.head),
    base: end(context, state, pull.base),
    author_association: 'OWNER',
    auto_merge: null,
    active_lock_reason: null,
  };
}

/** A pull request with everything that GitHub computes for it. */
export function pullDetailsJson(
  context: ViewContext,
  state: RepositoryState,
  pull: PullRequest,
  details: PullDetails,
) {
  const { urls, accounts } = context;
  return {
    ...pullJson(context, state, pull),
    merged: pull.mergedAt !== null,
    mergeable: details.mergeable,
    rebaseable: details.mergeable,
    mergeable_state: details.mergeableState,
    merged_by: pull.mergedBy
      ? accountJson(urls, accounts.require(pull.mergedBy))
      : null,
    comments: pull.comments.length,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: details.commits,
    additions: details.additions,
    deletions: details.deletions,
    changed_files: details.changedFiles,
  };
}

function end(
  context: ViewContext,
  state: RepositoryState,
  { ref, sha }: PullRequest['head'],
) {
  const { urls, accounts } = context;
  return {
    label: `${state.owner}:${ref}`,
    ref,
    sha,
    user: accountJson(urls, accounts.require(state.owner)),
    repo: repositoryJson(context, state, true),
  };
}

function addresses(
  { urls }: ViewContext,
  state: RepositoryState,
  pull: PullRequest,
) {
  const api = urls.repository(state);
  const url = `${api}/pulls/${pull.number}`;
  const page = urls.page(state, `/pull/${pull.number}`);
  const issue = `${api}/issues/${pull.number}`;
  const statuses = `${api}/statuses/${pull.head.sha}`;
  return {
    url,
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: issue,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${api}/pulls/comments{/number}`,
    comments_url: `${issue}/comments`,
    statuses_url: statuses,
    _links: {
      self: { href: url },
      html: { href: page },
      issue: { href: issue },
      comments: { href: `${issue}/comments` },
      review_comments: { href: `${url}/comments` },
      review_comment: { href: `${api}/pulls/comments{/number}` },
      commits: { href: `${url}/commits` },
      statuses: { href: statuses },
    },
  };
}
