import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning, type ProcessIdentity } from './ProcessIdentity';

const POLL_MS = 50;
const KILL_WAIT_MS = 5_000;

/** How a process is asked to stop, and how long it may take. */
export interface StopOptions {
  signal: NodeJS.Signals;
  graceMs: number;
}

/** Stops exactly this process: asks first, kills after the grace time. */
export async function stopProcess(
  identity: ProcessIdentity,
  options: StopOptions,
): Promise<'not-running' | 'stopped' | 'killed'> {
  if (!(await isRunning(identity))) {
    return 'not-running';
  }
  send(identity.pid, options.signal);
  if (await waitUntilGone(identity, options.graceMs)) {
    // What it started itself is in its group; nothing of that may stay.
    send(-identity.pid, 'SIGKILL');
    return 'stopped';
  }
  send(-identity.pid, 'SIGKILL');
  send(identity.pid, 'SIGKILL');
  if (await waitUntilGone(identity, KILL_WAIT_MS)) {
    return 'killed';
  }
  throw new Error(`Process ${identity.pid} does not end, not even when killed`);
}

/** Waits until a process is gone; false when it outlives the time. */
export async function waitUntilGone(
  identity: ProcessIdentity,
  timeoutMs: number,
): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (await isRunning(identity)) {
    if (Date.now() >= deadline) {
      return false;
    }
    await sleep(POLL_MS);
  }
  return true;
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended between the look and the signal.
  }
}
