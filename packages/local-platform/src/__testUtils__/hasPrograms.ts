import { spawnSync } from 'node:child_process';

/**
 * Whether this machine has all of these programs. Without them the tests that
 * need them are left out, and counted so; on CI, which installs them, they fail
 * instead.
 */
export function hasPrograms(...names: string[]): boolean {
  return (
    process.env.CI === 'true' ||
    names.every(name => spawnSync(name, ['--version']).status === 0)
  );
}
