import { GitRepository } from './GitRepository';
import { EMPTY_TREE_ID } from './gitObjects';

/** How one file differs between two trees, in GitHub's words. */
export interface FileChange {
  path: string;
  previousPath: string | undefined;
  status: 'added' | 'removed' | 'modified' | 'renamed' | 'changed';
  sha: string;
  additions: number;
  deletions: number;
  /** Missing where git shows none: binary files, and a change of mode alone. */
  patch: string | undefined;
}

const DIFF = [
  'diff-tree',
  '-r',
  '--find-renames',
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
];
const STATUSES: Readonly<Record<string, FileChange['status']>> = {
  A: 'added',
  D: 'removed',
  M: 'modified',
  R: 'renamed',
  T: 'changed',
};

/** The files that differ between two commits or trees, with their patches. */
export async function diffTrees(
  git: GitRepository,
  from: string | undefined,
  to: string,
): Promise<FileChange[]> {
  const trees = [from ?? EMPTY_TREE_ID, to];
  const [raw, numbers, patches] = await Promise.all([
    git.run([...DIFF, '-z', '--raw', '--no-abbrev', ...trees]),
    git.run([...DIFF, '-z', '--numstat', ...trees]),
    git.run([...DIFF, '-p', ...trees]),
  ]);
  const counts = parseNumbers(numbers.stdout.toString('utf8'));
  const texts = splitPatches(patches.stdout.toString('utf8'));
  return parseRaw(raw.stdout.toString('utf8')).map((change, index) => ({
    ...change,
    ...counts[index],
    patch: takePatch(texts, change.status),
  }));
}

/** A file that becomes a link, or the reverse, is two patches: out and in. */
function takePatch(
  texts: Array<string | undefined>,
  status: FileChange['status'],
): string | undefined {
  const taken = texts.splice(0, status === 'changed' ? 2 : 1);
  return taken.filter(text => text !== undefined).join('\n') || undefined;
}

/** The whole difference as `git diff` writes it. */
export async function diffText(
  git: GitRepository,
  from: string | undefined,
  to: string,
): Promise<Buffer> {
  const { stdout } = await git.run([...DIFF, '-p', from ?? EMPTY_TREE_ID, to]);
  return stdout;
}

/** Which paths differ between two trees, without following renames. */
export async function changedPaths(
  git: GitRepository,
  from: string | undefined,
  to: string,
): Promise<Array<{ path: string; status: FileChange['status'] }>> {
  const { stdout } = await git.run([
    'diff-tree',
    '-r',
    '-z',
    '--no-renames',
    '--raw',
    '--no-abbrev',
    from ?? EMPTY_TREE_ID,
    to,
  ]);
  return parseRaw(stdout.toString('utf8'));
}

type RawChange = Pick<FileChange, 'path' | 'previousPath' | 'status' | 'sha'>;

/** `:mode mode sha sha S\0path\0[path\0]`, again and again. */
function parseRaw(text: string): RawChange[] {
  const fields = text.split('\0');
  const changes: RawChange[] = [];
  for (let index = 0; index + 1 < fields.length; ) {
    const [, , oldSha, newSha, letters] = fields[index].split(' ');
    const letter = letters.slice(0, 1);
    const renamed = letter === 'R';
    changes.push({
      status: STATUSES[letter] ?? 'changed',
      sha: letter === 'D' ? oldSha : newSha,
      previousPath: renamed ? fields[index + 1] : undefined,
      path: fields[index + (renamed ? 2 : 1)],
    });
    index += renamed ? 3 : 2;
  }
  return changes;
}

/** `added\tdeleted\tpath\0`, or `added\tdeleted\t\0old\0new\0` for a rename. */
function parseNumbers(
  text: string,
): Array<Pick<FileChange, 'additions' | 'deletions'>> {
  const fields = text.split('\0');
  const counts = [];
  for (let index = 0; index + 1 < fields.length; ) {
    const [additions, deletions, path] = fields[index].split('\t');
    // A binary file has "-" in place of a number.
    counts.push({
      additions: Number(additions) || 0,
      deletions: Number(deletions) || 0,
    });
    index += path === '' ? 3 : 1;
  }
  return counts;
}

/**
 * The hunks of each file of a diff. Every line of a hunk begins with a space,
 * a sign or a backslash, so that `diff --git` at the start is always a header.
 */
function splitPatches(text: string): Array<string | undefined> {
  return text
    .split(/^diff --git /m)
    .slice(1)
    .map(file => {
      const start = /^@@ /m.exec(file);
      return start ? file.slice(start.index).replace(/\n$/, '') : undefined;
    });
}
