import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { GitCommandError } from './GitRunner';
import { GitRepository } from './GitRepository';
import { ZERO_ID } from './gitObjects';
import { isTreePath } from './names';

/** One entry of a tree; `size` is there for blobs only. */
export interface TreeEntry {
  mode: string;
  type: string;
  sha: string;
  size: number | undefined;
  path: string;
}

/** A change to a tree: what stands at a path from now on, or nothing. */
export type TreeChange =
  | { path: string; mode: string; sha: string }
  | { path: string; sha: null };

const FOLDER_MODE = '040000';

/** A change that git refuses to write, with its reason. */
export class TreeChangeError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'TreeChangeError';
  }
}

/** The entries of a tree, or of everything below it. */
export async function listTree(
  git: GitRepository,
  tree: string,
  options: { recursive?: boolean; path?: string } = {},
): Promise<TreeEntry[]> {
  const args = ['ls-tree', '-z', '-l', '--full-tree'];
  if (options.recursive) {
    args.push('-r', '-t');
  }
  args.push(tree);
  if (options.path !== undefined) {
    args.push('--', options.path);
  }
  const { stdout } = await git.run(args);
  return stdout
    .toString('utf8')
    .split('\0')
    .filter(line => line !== '')
    .map(parseEntry);
}

/** What stands at a path of a commit or tree. */
export async function entryAt(
  git: GitRepository,
  tree: string,
  path: string,
): Promise<TreeEntry | undefined> {
  if (!isTreePath(path)) {
    return undefined;
  }
  const entries = await listTree(git, tree, { path });
  return entries.find(entry => entry.path === path);
}

function parseEntry(line: string): TreeEntry {
  const tab = line.indexOf('\t');
  const [mode, type, sha, size] = line.slice(0, tab).split(/ +/);
  return {
    mode,
    type,
    sha,
    size: /^\d+$/.test(size) ? Number(size) : undefined,
    path: line.slice(tab + 1),
  };
}

/** Writes the tree that `changes` make of `base` (nothing when undefined). */
export async function writeTree(
  git: GitRepository,
  base: string | undefined,
  changes: readonly TreeChange[],
): Promise<string> {
  const lines: string[] = [];
  for (const change of changes) {
    lines.push(...(await indexLines(git, base, change)));
  }
  return withIndex(git, async env => {
    try {
      await git.run(base ? ['read-tree', base] : ['read-tree', '--empty'], {
        env,
      });
      await git.run(['update-index', '-z', '--replace', '--index-info'], {
        env,
        input: lines.join(''),
      });
      const { stdout } = await git.run(['write-tree'], { env });
      return stdout.toString('utf8').trim();
    } catch (error) {
      throw error instanceof GitCommandError
        ? new TreeChangeError(error.stderr)
        : error;
    }
  });
}

/** What a change means for the index, which knows files and no folders. */
async function indexLines(
  git: GitRepository,
  base: string | undefined,
  change: TreeChange,
): Promise<string[]> {
  if (!isTreePath(change.path)) {
    throw new TreeChangeError(
      `tree.path contains a malformed path component: ${change.path}`,
    );
  }
  if (change.sha !== null && change.mode !== FOLDER_MODE) {
    return [`${change.mode} ${change.sha}\t${change.path}\0`];
  }
  const old = base && (await entryAt(git, base, change.path));
  if (!old && change.sha === null) {
    throw new TreeChangeError(`${change.path} does not exist, and can't go`);
  }
  const removed = old ? await filesBelow(git, old) : [];
  const added = change.sha === null ? [] : await filesOf(git, change.sha);
  return [
    ...removed.map(file => `0 ${ZERO_ID}\t${file.path}\0`),
    ...added.map(
      file => `${file.mode} ${file.sha}\t${change.path}/${file.path}\0`,
    ),
  ];
}

/** A file itself, or the files of a folder, by their paths from the root. */
async function filesBelow(
  git: GitRepository,
  entry: TreeEntry,
): Promise<TreeEntry[]> {
  if (entry.type !== 'tree') {
    return [entry];
  }
  const files = await filesOf(git, entry.sha);
  return files.map(file => ({ ...file, path: `${entry.path}/${file.path}` }));
}

async function filesOf(git: GitRepository, tree: string): Promise<TreeEntry[]> {
  const entries = await listTree(git, tree, { recursive: true });
  return entries.filter(entry => entry.type !== 'tree');
}

/** Runs `work` with an index of its own, which git reads from the environment. */
export async function withIndex<T>(
  git: GitRepository,
  work: (env: Record<string, string>) => Promise<T>,
): Promise<T> {
  const path = join(git.directory, `index-${randomUUID()}`);
  try {
    return await work({ GIT_INDEX_FILE: path });
  } finally {
    await rm(path, { force: true });
    await rm(`${path}.lock`, { force: true });
  }
}
