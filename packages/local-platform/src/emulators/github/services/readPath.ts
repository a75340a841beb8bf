import { posix } from 'node:path';
import { GitRepository } from '../git/GitRepository';
import { entryAt, listTree, TreeEntry } from '../git/trees';
import { GitHubError, notFound } from '../http/GitHubError';

/** GitHub serves no file above this by its contents. */
const MAX_FILE_BYTES = 100 * 1024 * 1024;
const MAX_LINKS = 5;

/** What stands at a path. */
export type PathContent =
  | { kind: 'file'; entry: TreeEntry; content: Buffer }
  | { kind: 'folder'; entries: TreeEntry[] }
  | { kind: 'other'; entry: TreeEntry };

/** Reads a path of a commit; a link to a file gives the file, as on GitHub. */
export async function readPath(
  git: GitRepository,
  commit: string,
  path: string,
): Promise<PathContent> {
  const clean = path.replace(/\/+$/, '');
  if (clean === '') {
    return { kind: 'folder', entries: await listTree(git, commit) };
  }
  const entry = await entryAt(git, commit, clean);
  if (!entry) {
    throw notFound();
  }
  if (entry.type === 'tree') {
    const entries = await listTree(git, entry.sha);
    return {
      kind: 'folder',
      entries: entries.map(item => ({
        ...item,
        path: `${clean}/${item.path}`,
      })),
    };
  }
  const file = await followLinks(git, commit, entry);
  return file
    ? { kind: 'file', entry: file, content: await readFile(git, file) }
    : { kind: 'other', entry };
}

/** The file behind an entry; undefined where a link leads to no file here. */
async function followLinks(
  git: GitRepository,
  commit: string,
  start: TreeEntry,
): Promise<TreeEntry | undefined> {
  let entry: TreeEntry | undefined = start;
  for (let step = 0; step <= MAX_LINKS; step += 1) {
    if (entry?.type !== 'blob') {
      return undefined;
    }
    if (entry.mode !== '120000') {
      return entry;
    }
    const link: Buffer | undefined = await git.readBlob(entry.sha);
    const target = link?.toString('utf8') ?? '';
    const path = posix.join(posix.dirname(entry.path), target);
    // A path that leaves the repository is no tree path, and finds nothing.
    entry = target.startsWith('/')
      ? undefined
      : await entryAt(git, commit, path);
  }
  return undefined;
}

async function readFile(git: GitRepository, entry: TreeEntry): Promise<Buffer> {
  if ((entry.size ?? 0) > MAX_FILE_BYTES) {
    throw new GitHubError(403, 'This API returns blobs up to 100 MB in size.', {
      errors: [{ resource: 'Blob', field: 'data', code: 'too_large' }],
    });
  }
  const content = await git.readBlob(entry.sha);
  if (!content) {
    throw notFound();
  }
  return content;
}
