import { GitRepository } from '../git/GitRepository';
import { GitCommit, ZERO_ID } from '../git/gitObjects';
import { isAncestor, listCommits } from '../git/history';
import { pathsOfCommit } from '../services/pullFacts';
import { RepositoryEvent } from '../store/events';
import { RepositoryState } from '../store/repositoryState';
import { accountJson } from '../views/accountJson';
import { commitJson } from '../views/commitJson';
import { pullJson } from '../views/pullJson';
import { repositoryJson, ViewContext } from '../views/repositoryJson';

/** As many commits of a push are told at most. */
const COMMITS_TOLD = 100;

type EventOf<T extends RepositoryEvent['type']> = Extract<
  RepositoryEvent,
  { type: T }
>;

/** The body of a webhook. */
export async function webhookPayload(
  context: ViewContext,
  git: GitRepository,
  event: RepositoryEvent,
): Promise<Record<string, unknown>> {
  const { urls, accounts } = context;
  const { repository } = event;
  const owner = accounts.require(repository.owner);
  return {
    ...(await specifics(context, git, event)),
    repository: {
      ...repositoryJson(context, repository, true),
      // The push event names the owner as git does, beside GitHub's own names.
      ...(event.type === 'push' && {
        owner: {
          ...accountJson(urls, owner),
          name: owner.login,
          email: owner.email ?? null,
        },
        master_branch: repository.defaultBranch,
      }),
    },
    ...(owner.type === 'Organization' && {
      organization: {
        login: owner.login,
        id: owner.id,
        url: urls.api(`/orgs/${owner.login}`),
        description: null,
      },
    }),
    sender: accountJson(urls, accounts.require(event.sender)),
  };
}

async function specifics(
  context: ViewContext,
  git: GitRepository,
  event: RepositoryEvent,
): Promise<Record<string, unknown>> {
  switch (event.type) {
    case 'push':
      return pushPayload(context, git, event);
    case 'pull_request':
      return pullPayload(context, event);
    case 'status':
      return statusPayload(context, git, event);
    default:
      return { zen: 'Real git, local host.', hook_id: event.hookId };
  }
}

async function pushPayload(
  context: ViewContext,
  git: GitRepository,
  { repository, change, sender }: EventOf<'push'>,
): Promise<Record<string, unknown>> {
  const { from, to, name } = change;
  const created = from === ZERO_ID;
  const deleted = to === ZERO_ID;
  const commits = deleted ? [] : await pushedCommits(git, repository, change);
  const told = await Promise.all(
    commits.map(commit => pushedCommitJson(context, git, repository, commit)),
  );
  const account = context.accounts.require(sender);
  return {
    ref: name,
    before: from,
    after: to,
    base_ref: null,
    created,
    deleted,
    forced: !created && !deleted && !(await isAncestor(git, from, to)),
    compare: context.urls.page(
      repository,
      `/compare/${from.slice(0, 12)}...${to.slice(0, 12)}`,
    ),
    commits: told,
    head_commit: told[told.length - 1] ?? null,
    pusher: { name: account.login, email: account.email ?? null },
  };
}

/** The commits that a push brought, the oldest first. */
async function pushedCommits(
  git: GitRepository,
  { defaultBranch }: RepositoryState,
  { name, from, to }: EventOf<'push'>['change'],
): Promise<GitCommit[]> {
  const isDefault = name === `refs/heads/${defaultBranch}`;
  const known =
    from === ZERO_ID && !isDefault
      ? await git.resolveCommit(defaultBranch)
      : undefined;
  const commits = await listCommits(git, {
    to,
    from: from === ZERO_ID ? known : from,
    limit: COMMITS_TOLD,
  });
  return commits.reverse();
}

async function pushedCommitJson(
  { urls, accounts }: ViewContext,
  git: GitRepository,
  repository: RepositoryState,
  commit: GitCommit,
) {
  const paths = await pathsOfCommit(git, commit.parents[0], commit.sha);
  const person = ({ name, email }: GitCommit['author']) => ({
    name,
    email,
    username: accounts.byEmail(email)?.login,
  });
  return {
    id: commit.sha,
    tree_id: commit.tree,
    distinct: true,
    message: commit.message,
    timestamp: commit.committer.date,
    url: urls.page(repository, `/commit/${commit.sha}`),
    author: person(commit.author),
    committer: person(commit.committer),
    ...paths,
  };
}

function pullPayload(
  context: ViewContext,
  { repository, action, pull, before }: EventOf<'pull_request'>,
): Record<string, unknown> {
  return {
    action,
    number: pull.number,
    pull_request: {
      ...pullJson(context, repository, pull),
      merged: pull.mergedAt !== null,
      merged_by: pull.mergedBy
        ? accountJson(context.urls, context.accounts.require(pull.mergedBy))
        : null,
      comments: pull.comments.length,
    },
    ...(before !== undefined && { before, after: pull.head.sha }),
  };
}

async function statusPayload(
  context: ViewContext,
  git: GitRepository,
  { repository, status }: EventOf<'status'>,
): Promise<Record<string, unknown>> {
  const commit = await git.readCommit(status.sha);
  const branches = await git.listRefs('refs/heads');
  const api = context.urls.repository(repository);
  return {
    id: status.id,
    sha: status.sha,
    name: `${repository.owner}/${repository.name}`,
    state: status.state,
    context: status.context,
    description: status.description,
    target_url: status.targetUrl,
    avatar_url: '',
    commit: commit ? commitJson(context, repository, commit) : null,
    branches: branches
      .filter(({ sha }) => sha === status.sha)
      .map(({ name, sha }) => ({
        name: name.replace(/^refs\/heads\//, ''),
        commit: { sha, url: `${api}/commits/${sha}` },
        protected: false,
      })),
    created_at: status.createdAt,
    updated_at: status.createdAt,
  };
}
