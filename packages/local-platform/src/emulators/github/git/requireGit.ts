import { GitRunner } from './GitRunner';

/** The first git that merges without a working tree. */
const OLDEST: readonly [number, number] = [2, 38];

/** Says what is missing when the machine's git can't do what the emulator asks. */
export async function requireGit(runner: GitRunner): Promise<void> {
  const { stdout } = await runner.run(['version']).catch(error => {
    throw new Error('git is not there: install it, and put it on PATH', {
      cause: error,
    });
  });
  refuseOldGit(stdout.toString('utf8'));
}

/** Throws when `git version` tells of one that is too old. */
export function refuseOldGit(text: string): void {
  const [, major, minor] = /(\d+)\.(\d+)/.exec(text) ?? [];
  const [oldMajor, oldMinor] = OLDEST;
  const isNew =
    Number(major) > oldMajor ||
    (Number(major) === oldMajor && Number(minor) >= oldMinor);
  if (!isNew) {
    throw new Error(
      `git ${oldMajor}.${oldMinor} or newer is needed, and this is '${text.trim()}': install a newer one`,
    );
  }
}
