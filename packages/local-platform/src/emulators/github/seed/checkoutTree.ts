import { lstat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { GitRepository } from '../git/GitRepository';
import { isTreePath } from '../git/names';
import { withIndex } from '../git/trees';

/** A file of the checkout that isn't brought along. */
export interface SkippedFile {
  path: string;
  reason: string;
}

/** The checkout as a tree in the repository's objects. */
export interface CheckoutTree {
  tree: string;
  skipped: SkippedFile[];
}

const MAX_FILE_BYTES = 50 * 1024 * 1024;
const TIMEOUT_MS = 120_000;
const LSTAT_AT_ONCE = 64;
/** Tracked, and removed from the working tree: as good as deleted. */
const GONE = 'gone';

/**
 * Writes the working tree of a checkout, as it is now, into a repository: what
 * its git tracks and what it doesn't ignore, or without a git folder whatever
 * its .gitignore files let through. The checkout itself is only read.
 */
export async function checkoutTree(
  git: GitRepository,
  source: string,
  exclude: readonly string[],
): Promise<CheckoutTree> {
  const root = resolve(source);
  if (!(await lstat(root).catch(() => undefined))?.isDirectory()) {
    throw new Error(`'${source}' is no folder: name the checkout to seed from`);
  }
  const outside = exclude.map(path => relative(root, resolve(path)));
  const listed = (await listFiles(git, root)).filter(
    path => !outside.some(out => path === out || path.startsWith(`${out}/`)),
  );
  const { files, skipped } = await sortOut(root, listed);
  const tree = await withIndex(git, async index => {
    const env = { ...index, GIT_WORK_TREE: root };
    await git.run(['update-index', '--add', '-z', '--stdin'], {
      cwd: root,
      env,
      input: files.map(path => `${path}\0`).join(''),
      timeoutMs: TIMEOUT_MS,
    });
    const { stdout } = await git.run(['write-tree'], { env: index });
    return stdout.toString('utf8').trim();
  });
  return { tree, skipped };
}

async function listFiles(git: GitRepository, root: string): Promise<string[]> {
  const args = ['ls-files', '--others', '--exclude-standard', '-z'];
  const hasGit = await lstat(join(root, '.git')).catch(() => undefined);
  if (hasGit) {
    // A broken git folder (a worktree whose repository is gone) is none.
    const own = await git.runner
      .run([...args, '--cached'], { cwd: root, timeoutMs: TIMEOUT_MS })
      .catch(() => undefined);
    if (own) {
      return split(own.stdout);
    }
  }
  // An index that isn't there yet is an empty one: everything is untracked.
  return withIndex(git, async index => {
    const { stdout } = await git.run(args, {
      cwd: root,
      env: { ...index, GIT_WORK_TREE: root },
      timeoutMs: TIMEOUT_MS,
    });
    return split(stdout);
  });
}

function split(output: Buffer): string[] {
  const paths = output.toString('utf8').split('\0');
  return [...new Set(paths.filter(path => path !== ''))].sort();
}

async function sortOut(
  root: string,
  paths: readonly string[],
): Promise<{ files: string[]; skipped: SkippedFile[] }> {
  const files: string[] = [];
  const skipped: SkippedFile[] = [];
  for (let start = 0; start < paths.length; start += LSTAT_AT_ONCE) {
    const part = paths.slice(start, start + LSTAT_AT_ONCE);
    const reasons = await Promise.all(
      part.map(path => reasonToSkip(root, path)),
    );
    part.forEach((path, index) => {
      const reason = reasons[index];
      if (reason === undefined) {
        files.push(path);
      } else if (reason !== GONE) {
        skipped.push({ path, reason });
      }
    });
  }
  return { files, skipped };
}

async function reasonToSkip(
  root: string,
  path: string,
): Promise<string | undefined> {
  if (!isTreePath(path.replace(/\/$/, ''))) {
    return 'its name has characters that the Git host takes none of';
  }
  const found = await lstat(join(root, path)).catch(() => undefined);
  if (!found) {
    return GONE;
  }
  if (found.isDirectory()) {
    return 'a repository of its own';
  }
  if (!found.isFile() && !found.isSymbolicLink()) {
    return 'neither a file nor a link';
  }
  return found.size > MAX_FILE_BYTES ? 'larger than 50 MB' : undefined;
}
