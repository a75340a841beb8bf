import { FileChange } from '../git/changes';
import { GitCommit, GitSignature } from '../git/gitObjects';
import { RepositoryState } from '../store/repositoryState';
import { accountJson } from './accountJson';
import { ViewContext } from './repositoryJson';
import { encodePath, nodeId } from './Urls';

const UNSIGNED = {
  verified: false,
  reason: 'unsigned',
  signature: null,
  payload: null,
};

/** A commit of the git database (`/git/commits`). */
export function gitCommitJson(
  { urls }: ViewContext,
  state: RepositoryState,
  commit: GitCommit,
) {
  const api = urls.repository(state);
  return {
    sha: commit.sha,
    node_id: nodeId('Commit', commit.sha),
    url: `${api}/git/commits/${commit.sha}`,
    html_url: urls.page(state, `/commit/${commit.sha}`),
    author: commit.author,
    committer: commit.committer,
    tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
    message: commit.message,
    parents: commit.parents.map(sha => ({
      sha,
      url: `${api}/git/commits/${sha}`,
      html_url: urls.page(state, `/commit/${sha}`),
    })),
    verification: UNSIGNED,
  };
}

/** A commit of a history (`/commits`). */
export function commitJson(
  context: ViewContext,
  state: RepositoryState,
  commit: GitCommit,
) {
  const { urls } = context;
  const api = urls.repository(state);
  return {
    sha: commit.sha,
    node_id: nodeId('Commit', commit.sha),
    commit: {
      author: commit.author,
      committer: commit.committer,
      message: commit.message,
      tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
      url: `${api}/git/commits/${commit.sha}`,
      comment_count: 0,
      verification: UNSIGNED,
    },
    url: `${api}/commits/${commit.sha}`,
    html_url: urls.page(state, `/commit/${commit.sha}`),
    comments_url: `${api}/commits/${commit.sha}/comments`,
    author: accountOf(context, commit.author),
    committer: accountOf(context, commit.committer),
    parents: commit.parents.map(sha => ({
      sha,
      url: `${api}/commits/${sha}`,
      html_url: urls.page(state, `/commit/${sha}`),
    })),
  };
}

/** The account whose address a commit bears; null for any other, as on GitHub. */
function accountOf(
  { urls, accounts }: ViewContext,
  signature: GitSignature,
): ReturnType<typeof accountJson> | null {
  const account = accounts.byEmail(signature.email);
  return account ? accountJson(urls, account) : null;
}

/** One changed file of a commit, a comparison or a pull request. */
export function fileChangeJson(
  { urls }: ViewContext,
  state: RepositoryState,
  ref: string,
  change: FileChange,
) {
  const path = encodePath(change.path);
  return {
    sha: change.sha,
    filename: change.path,
    status: change.status,
    additions: change.additions,
    deletions: change.deletions,
    changes: change.additions + change.deletions,
    blob_url: urls.page(state, `/blob/${ref}/${path}`),
    raw_url: urls.page(state, `/raw/${ref}/${path}`),
    contents_url: `${urls.repository(state)}/contents/${path}?ref=${ref}`,
    ...(change.patch !== undefined && { patch: change.patch }),
    ...(change.previousPath && { previous_filename: change.previousPath }),
  };
}

/** How much a set of file changes adds and takes away. */
export function changeTotals(changes: readonly FileChange[]) {
  const sum = (count: (change: FileChange) => number) =>
    changes.reduce((total, change) => total + count(change), 0);
  const additions = sum(change => change.additions);
  const deletions = sum(change => change.deletions);
  return { additions, deletions, total: additions + deletions };
}
