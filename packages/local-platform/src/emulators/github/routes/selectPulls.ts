import { PullRequest, RepositoryState } from '../store/repositoryState';

type Order = (one: PullRequest, other: PullRequest) => number;

const ORDERS: Readonly<Record<string, Order>> = {
  created: (one, other) => one.number - other.number,
  updated: (one, other) =>
    one.updatedAt.localeCompare(other.updatedAt) || one.number - other.number,
  popularity: (one, other) =>
    one.comments.length - other.comments.length || one.number - other.number,
};

/** The pull requests that a list asks for, by its state, head and base, in its order. */
export function selectPulls(
  state: RepositoryState,
  query: URLSearchParams,
): PullRequest[] {
  const wanted = query.get('state') ?? 'open';
  const head = query.get('head');
  const base = query.get('base');
  const sort = query.get('sort') ?? 'created';
  // Unsorted lists begin with the newest, sorted ones with the oldest.
  const direction =
    query.get('direction') ??
    (query.has('sort') && sort !== 'created' ? 'asc' : 'desc');
  const selected = state.pulls
    .filter(pull => wanted === 'all' || pull.state === wanted)
    .filter(pull => !head || matchesHead(state.owner, pull, head))
    .filter(pull => !base || pull.base.ref === base)
    .sort(ORDERS[sort] ?? ORDERS.created);
  return direction === 'desc' ? selected.reverse() : selected;
}

/** GitHub takes `owner:branch`; a bare name is taken for one of this repository. */
function matchesHead(owner: string, pull: PullRequest, head: string): boolean {
  const full = head.includes(':') ? head : `${owner}:${head}`;
  return full.toLowerCase() === `${owner}:${pull.head.ref}`.toLowerCase();
}
