import { GitRepository } from '../git/GitRepository';

/** Above this many loose objects, packing them makes every clone faster. */
const LOOSE_OBJECTS = 2_000;
const TIMEOUT_MS = 300_000;

/** Packs the objects of a repository when there are many loose ones. */
export async function compact(
  git: GitRepository,
  looseObjects = LOOSE_OBJECTS,
): Promise<void> {
  const { stdout } = await git.run(['count-objects']);
  const count = Number(/^\d+/.exec(stdout.toString('utf8'))?.[0] ?? 0);
  if (count > looseObjects) {
    await git.run(['gc', '--quiet'], { timeoutMs: TIMEOUT_MS });
  }
}
