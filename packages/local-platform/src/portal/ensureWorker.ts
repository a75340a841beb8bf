import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { execute } from '../system/execute';
import { LauncherError } from '../terminal/LauncherError';

/** Bundles the worker that synthesizes stacks, when its sources are newer. */
export async function ensureWorker(root: string): Promise<void> {
  const script = join(root, 'infra', 'scripts', 'buildWorker.js');
  if (!(await isFile(script))) {
    return;
  }
  const args = [script, '--if-stale'];
  const answer = await execute(process.execPath, args, { cwd: root });
  if (answer.code !== 0) {
    const said = answer.stderr.trim() || answer.stdout.trim();
    throw new LauncherError(
      `The preview worker cannot be bundled (${answer.code}): ${said
        .split('\n')
        .slice(-12)
        .join('\n')}`,
    );
  }
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    stats => stats.isFile(),
    () => false,
  );
}
