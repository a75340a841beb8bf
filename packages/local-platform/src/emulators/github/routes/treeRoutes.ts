import { z } from 'zod/v4';
import { EmulatorContext } from '../context';
import { GitRepository } from '../git/GitRepository';
import { listTree, TreeChange, TreeEntry, writeTree } from '../git/trees';
import { created, json } from '../http/Answer';
import { ApiRequest } from '../http/ApiRequest';
import { ApiRouter } from '../http/ApiRouter';
import { notFound, unprocessable } from '../http/GitHubError';
import { refuseEmpty } from '../services/references';
import { RepositoryState } from '../store/repositoryState';
import { Urls } from '../views/Urls';
import { objectIdSchema } from './bodySchemas';

/** GitHub cuts the list of a whole tree here. */
const MAX_ENTRIES = 100_000;

const entrySchema = z.object({
  path: z.string(),
  mode: z.enum(['100644', '100755', '040000', '160000', '120000']),
  type: z.enum(['blob', 'tree', 'commit']).optional(),
  sha: objectIdSchema.nullish(),
  content: z.string().optional(),
});
const treeSchema = z.object({
  base_tree: objectIdSchema.nullish(),
  tree: z.array(entrySchema).min(1).max(MAX_ENTRIES),
});
type NewEntry = z.infer<typeof entrySchema>;

/** Trees of the git database. */
export function registerTreeRoutes(
  api: ApiRouter,
  context: EmulatorContext,
): void {
  api.get('/repos/:owner/:repo/git/trees/*', request =>
    readTree(context, request),
  );
  api.post('/repos/:owner/:repo/git/trees', request =>
    createTree(context, request),
  );
}

async function readTree({ urls }: EmulatorContext, request: ApiRequest) {
  const { git, state } = request.repository();
  await refuseEmpty(git);
  const sha = await git.resolveTree(request.rest);
  if (!sha) {
    throw notFound();
  }
  // Any value asks for everything, also "0" and "false", as on GitHub.
  const recursive = request.query.has('recursive');
  const entries = await listTree(git, sha, { recursive });
  return json(treeJson(urls, state, sha, entries));
}

async function createTree({ urls }: EmulatorContext, request: ApiRequest) {
  const body = request.body(treeSchema);
  const { git, state } = request.repository();
  await refuseEmpty(git);
  const base = body.base_tree && (await git.resolveTree(body.base_tree));
  if (body.base_tree && !base) {
    throw unprocessable('base_tree is not a valid tree oid');
  }
  await refuseUnknownObjects(git, body.tree);
  const changes: TreeChange[] = [];
  for (const entry of body.tree) {
    changes.push(await changeFrom(git, entry));
  }
  const sha = await writeTree(git, base || undefined, changes);
  return created(treeJson(urls, state, sha, await listTree(git, sha)));
}

async function changeFrom(
  git: GitRepository,
  entry: NewEntry,
): Promise<TreeChange> {
  const { path, mode } = entry;
  if (entry.content !== undefined) {
    return { path, mode, sha: await git.writeBlob(entry.content) };
  }
  if (entry.sha === undefined) {
    throw unprocessable(`tree.sha or tree.content must be there for ${path}`);
  }
  return entry.sha === null
    ? { path, sha: null }
    : { path, mode, sha: entry.sha };
}

async function refuseUnknownObjects(
  git: GitRepository,
  entries: readonly NewEntry[],
): Promise<void> {
  const types = await git.readTypes(entries.map(({ sha }) => sha ?? ''));
  for (const { sha, mode, path } of entries) {
    // A submodule's commit is in another repository.
    if (!sha || mode === '160000') {
      continue;
    }
    if (types.get(sha) !== (mode === '040000' ? 'tree' : 'blob')) {
      throw unprocessable(
        `tree.sha ${sha} for ${path} is not a valid object of its mode`,
      );
    }
  }
}

function treeJson(
  urls: Urls,
  state: RepositoryState,
  sha: string,
  entries: readonly TreeEntry[],
) {
  const api = `${urls.repository(state)}/git`;
  return {
    sha,
    url: `${api}/trees/${sha}`,
    tree: entries.slice(0, MAX_ENTRIES).map(entry => ({
      path: entry.path,
      mode: entry.mode,
      type: entry.type,
      sha: entry.sha,
      ...(entry.size !== undefined && { size: entry.size }),
      ...(entry.type !== 'commit' && {
        url: `${api}/${entry.type}s/${entry.sha}`,
      }),
    })),
    truncated: entries.length > MAX_ENTRIES,
  };
}
