import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A git command of ours holds a lock for less than this. */
const STALE_AFTER_MS = 30_000;

/**
 * Removes the lock files that a crash of the machine left in a repository:
 * with them, git would refuse every later change of the same ref.
 */
export async function removeStaleLocks(
  directory: string,
  now: Date,
): Promise<void> {
  const top = await readdir(directory);
  const refs = await readdir(join(directory, 'refs'), { recursive: true });
  const files = [...top, ...refs.map(name => join('refs', name))];
  for (const file of files.filter(name => name.endsWith('.lock'))) {
    const path = join(directory, file);
    const found = await stat(path).catch(() => undefined);
    if (found?.isFile() && now.getTime() - found.mtimeMs > STALE_AFTER_MS) {
      await rm(path, { force: true });
    }
  }
}
