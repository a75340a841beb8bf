import { spawn } from 'node:child_process';
import type { DataFolder } from '../data/DataFolder';
import { FileLock } from '../process/FileLock';
import { ProcessRegistry } from '../process/ProcessRegistry';
import { supervisorLock } from './RunFile';

/** Said before an orderly end; the end of the pipe without it means that the supervisor was killed. */
const BYE = 'bye';

/** Waits for a line; a shell is small enough to wait for days. */
const SCRIPT = `read -r word; [ "$word" = ${BYE} ] || exec "$@"`;

/** The hidden command that cleans up after a supervisor that was killed. */
export const SWEEP_COMMAND = 'sweep';

/**
 * Watches this process from outside, and stops what it started when it is
 * killed. Answers with the way to end the watch in an orderly way.
 */
export function startDeathWatch(bundle: string, data: DataFolder): () => void {
  const sweep = [process.execPath, bundle, SWEEP_COMMAND, '--data', data.path];
  const watch = spawn('/bin/sh', ['-c', SCRIPT, 'sh', ...sweep], {
    cwd: '/',
    // A signal for the whole group of the supervisor is not for the watch.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watch.once('error', () => undefined);
  watch.stdin.once('error', () => undefined);
  watch.unref();
  (watch.stdin as { unref?(): void }).unref?.();
  return () => {
    watch.stdin.end(`${BYE}\n`);
  };
}

/** Stops what a killed supervisor left, unless another one has taken over, which does so itself. */
export async function sweepAfterDeath(data: DataFolder): Promise<void> {
  const claim = await FileLock.tryAcquire(supervisorLock(data));
  if ('holder' in claim) return;
  try {
    await ProcessRegistry.stopLeftovers(data);
  } finally {
    await claim.lock.release();
  }
}
