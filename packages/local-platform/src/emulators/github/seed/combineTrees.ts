import { TreeChange } from '../git/trees';

/** The files of a tree: by path, what stands there. */
export type Files = ReadonlyMap<string, { mode: string; sha: string }>;

/** What the checkout brings to the host, and what it doesn't. */
export interface Combination {
  changes: TreeChange[];
  /** Changed on both sides: the host's version stays. */
  conflicts: string[];
  /** Changed in the checkout where the host alone decides. */
  keptByHost: string[];
}

/**
 * Decides, path by path, what of the checkout's changes since the last seed
 * (`base`) goes on top of the host's files. Whatever changed on the host stays.
 */
export function combineTrees(
  base: Files,
  host: Files,
  checkout: Files,
  isHostOwned: (path: string) => boolean,
): Combination {
  const combination: Combination = {
    changes: [],
    conflicts: [],
    keptByHost: [],
  };
  const paths = [...new Set([...base.keys(), ...checkout.keys()])].sort();
  for (const path of paths) {
    const [before, there, here] = [base, host, checkout].map(files =>
      identity(files, path),
    );
    if (here === before || here === there) {
      continue;
    }
    if (isHostOwned(path)) {
      combination.keptByHost.push(path);
    } else if (there !== before) {
      combination.conflicts.push(path);
    } else {
      combination.changes.push(changeAt(checkout, path));
    }
  }
  return withoutCollisions(combination, host);
}

/** A file can't stand where the host has a folder, nor below one of its files. */
function withoutCollisions(combination: Combination, host: Files): Combination {
  const removed = new Set(
    combination.changes
      .filter(({ sha }) => sha === null)
      .map(({ path }) => path),
  );
  const files = new Set([...host.keys()].filter(path => !removed.has(path)));
  const folders = new Set([...files].flatMap(foldersOf));
  const collides = ({ path, sha }: TreeChange) =>
    sha !== null &&
    (folders.has(path) || foldersOf(path).some(folder => files.has(folder)));
  const collisions = combination.changes.filter(collides);
  return {
    ...combination,
    changes: combination.changes.filter(change => !collides(change)),
    conflicts: [
      ...combination.conflicts,
      ...collisions.map(({ path }) => path),
    ].sort(),
  };
}

function foldersOf(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}

function identity(files: Files, path: string): string | undefined {
  const file = files.get(path);
  return file && `${file.mode} ${file.sha}`;
}

function changeAt(files: Files, path: string): TreeChange {
  const file = files.get(path);
  return file ? { path, ...file } : { path, sha: null };
}
