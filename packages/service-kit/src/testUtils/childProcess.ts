import {
  spawn,
  type ChildProcess,
  type SpawnOptions,
} from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const READY_MS = 15_000;

/** Starts a program whose output nobody needs unless it fails. */
export function spawnQuietly(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): ChildProcess & { said(): string } {
  const child = spawn(command, args, { ...options, stdio: 'pipe' });
  let said = '';
  const keep = (data: Buffer) => {
    said = (said + data).slice(-4_000);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  child.once('error', error => keep(Buffer.from(error.message)));
  return Object.assign(child, { said: () => said });
}

/** Waits until a program takes connections on a port; throws with its output where it ends instead. */
export async function untilListening(
  child: ChildProcess & { said(): string },
  port: number,
): Promise<void> {
  const deadline = performance.now() + READY_MS;
  while (!(await answers(port))) {
    if (child.exitCode !== null || performance.now() > deadline) {
      throw new Error(`Nothing listens on ${port}: ${child.said()}`);
    }
    await sleep(20);
  }
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** Ends a program, and waits until it is gone. */
export async function endChild(
  child: ChildProcess,
  signal: NodeJS.Signals = 'SIGKILL',
): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'exit');
}
