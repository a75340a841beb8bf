import {
  IssueComment,
  Label,
  PullRequest,
  RepositoryState,
  Review,
} from '../store/repositoryState';
import { accountJson } from './accountJson';
import { ViewContext } from './repositoryJson';
import { nodeId } from './Urls';

/** A label of a repository. */
export function labelJson(
  { urls }: ViewContext,
  state: RepositoryState,
  label: Label,
) {
  const name = encodeURIComponent(label.name);
  return {
    id: label.id,
    node_id: nodeId('Label', label.id),
    url: `${urls.repository(state)}/labels/${name}`,
    name: label.name,
    color: label.color,
    default: false,
    description: label.description,
  };
}

/** A comment on a pull request. */
export function commentJson(
  { urls, accounts }: ViewContext,
  state: RepositoryState,
  pull: PullRequest,
  comment: IssueComment,
) {
  const api = urls.repository(state);
  return {
    id: comment.id,
    node_id: nodeId('IssueComment', comment.id),
    url: `${api}/issues/comments/${comment.id}`,
    html_url: urls.page(
      state,
      `/pull/${pull.number}#issuecomment-${comment.id}`,
    ),
    issue_url: `${api}/issues/${pull.number}`,
    user: accountJson(urls, accounts.require(comment.author)),
    body: comment.body,
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: 'OWNER',
  };
}

/** A review of a pull request. */
export function reviewJson(
  { urls, accounts }: ViewContext,
  state: RepositoryState,
  pull: PullRequest,
  review: Review,
) {
  const api = `${urls.repository(state)}/pulls/${pull.number}`;
  const page = urls.page(state, `/pull/${pull.number}`);
  return {
    id: review.id,
    node_id: nodeId('PullRequestReview', review.id),
    user: accountJson(urls, accounts.require(review.author)),
    body: review.body,
    state: review.state,
    html_url: `${page}#pullrequestreview-${review.id}`,
    pull_request_url: api,
    commit_id: review.commit,
    submitted_at: review.submittedAt,
    author_association: 'OWNER',
    _links: { html: { href: page }, pull_request: { href: api } },
  };
}

/** A pull request as the issue that it is too. */
export function issueJson(
  context: ViewContext,
  state: RepositoryState,
  pull: PullRequest,
) {
  const { urls, accounts } = context;
  const api = urls.repository(state);
  const url = `${api}/issues/${pull.number}`;
  const page = urls.page(state, `/pull/${pull.number}`);
  const account = (login: string) => accountJson(urls, accounts.require(login));
  return {
    id: pull.id,
    node_id: nodeId('Issue', pull.id),
    url,
    repository_url: api,
    comments_url: `${url}/comments`,
    labels_url: `${url}/labels{/name}`,
    html_url: page,
    number: pull.number,
    state: pull.state,
    state_reason: null,
    title: pull.title,
    body: pull.body,
    user: account(pull.author),
    labels: state.labels
      .filter(({ name }) => pull.labels.includes(name))
      .map(label => labelJson(context, state, label)),
    assignee: pull.assignees.map(account)[0] ?? null,
    assignees: pull.assignees.map(account),
    milestone: null,
    locked: false,
    comments: pull.comments.length,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    draft: pull.draft,
    pull_request: pullLinkJson(`${api}/pulls/${pull.number}`, page, pull),
  };
}

function pullLinkJson(url: string, page: string, { mergedAt }: PullRequest) {
  return {
    url,
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    merged_at: mergedAt,
  };
}
