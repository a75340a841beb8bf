import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { LauncherError, messageOf } from '../terminal/LauncherError';

const START_MS = 30_000;
const PAUSE_MS = 50;

/** Whether an address answers with success. */
export async function isOk(url: string): Promise<boolean> {
  return (await whyNotOk(url)) === undefined;
}

/** Why an address does not answer with success, in the words of a kubelet; undefined where it does. */
export async function whyNotOk(url: string): Promise<string | undefined> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await answer.body?.cancel();
    return answer.ok
      ? undefined
      : `HTTP probe failed with statuscode: ${answer.status}`;
  } catch (error) {
    const { cause } = error as { cause?: unknown };
    return `Get "${url}": ${messageOf(cause ?? error)}`;
  }
}

/** Whether anybody listens on a port of this machine. */
export async function takesConnections(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** Waits until an address answers with success; throws after half a minute. */
export async function untilOk(url: string, signal: AbortSignal): Promise<void> {
  await until(() => isOk(url), url, signal);
}

/** Waits until somebody listens on a port of this machine; throws after half a minute. */
export async function untilTakesConnections(
  port: number,
  signal: AbortSignal,
): Promise<void> {
  await until(() => takesConnections(port), `port ${port}`, signal);
}

async function until(
  holds: () => Promise<boolean>,
  what: string,
  signal: AbortSignal,
): Promise<void> {
  const deadline = Date.now() + START_MS;
  while (!(await holds())) {
    signal.throwIfAborted();
    if (Date.now() > deadline) {
      throw new LauncherError(
        `Nothing good comes from ${what} after ${START_MS / 1000} s`,
      );
    }
    await sleep(PAUSE_MS, undefined, { signal });
  }
}
