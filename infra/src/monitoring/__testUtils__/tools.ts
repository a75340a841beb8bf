import { spawnSync } from 'node:child_process';

/**
 * Whether this machine has a program. Without it the tests that need it are
 * left out, and counted so; on CI, which installs it, they fail instead.
 */
export function hasTool(program: string): boolean {
  return (
    process.env.CI === 'true' || spawnSync(program, ['--version']).status === 0
  );
}

/** Runs a program to its end; gives its exit code, its output, and that together with what it complains of. */
export function run(
  program: string,
  args: readonly string[],
): { code: number | null; stdout: string; text: string } {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    encoding: 'utf8',
    timeout: 30_000,
  });
  if (error) throw error;
  return { code: status, stdout, text: `${stdout}${stderr}` };
}
