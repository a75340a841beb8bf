import { CommitStatus, RepositoryState } from '../store/repositoryState';
import { accountJson } from './accountJson';
import { repositoryJson, ViewContext } from './repositoryJson';
import { nodeId } from './Urls';

/** One commit status. */
export function statusJson(
  { urls, accounts }: ViewContext,
  state: RepositoryState,
  status: CommitStatus,
) {
  return {
    url: `${urls.repository(state)}/statuses/${status.sha}`,
    avatar_url: '',
    id: status.id,
    node_id: nodeId('StatusContext', status.id),
    state: status.state,
    description: status.description,
    target_url: status.targetUrl,
    context: status.context,
    created_at: status.createdAt,
    updated_at: status.createdAt,
    creator: accountJson(urls, accounts.require(status.creator)),
  };
}

/** The latest status of each context of a commit, the newest first. */
export function latestStatuses(
  state: RepositoryState,
  sha: string,
): CommitStatus[] {
  const latest = new Map<string, CommitStatus>();
  for (const status of state.statuses.filter(item => item.sha === sha)) {
    latest.set(status.context, status);
  }
  return [...latest.values()].sort((one, other) => other.id - one.id);
}

/** All statuses together: the worst counts, and none at all is pending. */
export function combinedState(
  statuses: readonly CommitStatus[],
): 'failure' | 'pending' | 'success' {
  if (statuses.some(({ state }) => state === 'error' || state === 'failure')) {
    return 'failure';
  }
  const settled = statuses.every(({ state }) => state === 'success');
  return statuses.length > 0 && settled ? 'success' : 'pending';
}

/** The combined status of a commit; `shown` is the page of it that was asked for. */
export function combinedStatusJson(
  context: ViewContext,
  state: RepositoryState,
  sha: string,
  shown: readonly CommitStatus[],
  mayWrite: boolean,
) {
  const all = latestStatuses(state, sha);
  const api = context.urls.repository(state);
  return {
    state: combinedState(all),
    statuses: shown.map(status => statusJson(context, state, status)),
    sha,
    total_count: all.length,
    repository: repositoryJson(context, state, mayWrite),
    commit_url: `${api}/commits/${sha}`,
    url: `${api}/commits/${sha}/status`,
  };
}
