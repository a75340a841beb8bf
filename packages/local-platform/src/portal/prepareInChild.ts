import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod/v4';
import type { Checkout } from '../terminal/checkout';
import { describeFailure, LauncherError } from '../terminal/LauncherError';
import type { Reporter } from '../terminal/Reporter';
import { preparePortal } from './preparePortal';

const messageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('info'), line: z.string() }),
  z.object({ type: z.literal('failed'), reason: z.string() }),
]);

type Message = z.infer<typeof messageSchema>;

/** The command that prepares the portal, for our own use. */
export const PREPARE_COMMAND = 'prepare';

/**
 * Prepares the portal in a process of its own: hashing, building and unpacking
 * take memory that the supervisor would keep for as long as it runs.
 */
export async function prepareInChild(options: {
  checkout: Checkout;
  target: string;
  reporter: Reporter;
  signal: AbortSignal;
}): Promise<void> {
  const { checkout, target, reporter, signal } = options;
  const bundle = join(checkout.bundles, 'portico.cjs');
  const child = spawn(process.execPath, [bundle, PREPARE_COMMAND, target], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    detached: true,
  });
  const stop = () => child.kill('SIGTERM');
  signal.addEventListener('abort', stop, { once: true });
  let reason = 'The preparation of the portal ended without a word';
  child.on('message', raw => {
    const message = messageSchema.parse(raw);
    if (message.type === 'info') {
      reporter.info(message.line);
    } else {
      reason = message.reason;
    }
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  signal.removeEventListener('abort', stop);
  signal.throwIfAborted();
  if (code !== 0) {
    throw new LauncherError(reason);
  }
}

/** The other side of {@link prepareInChild}. */
export async function prepareForParent(
  checkout: Checkout,
  target: string,
): Promise<void> {
  const tell = (message: Message) =>
    new Promise<void>(resolve => {
      if (process.connected) {
        process.send?.(message, () => resolve());
      } else {
        resolve();
      }
    });
  const info = (line: string) => void tell({ type: 'info', line });
  const controller = new AbortController();
  const stop = () => controller.abort(new Error('stopped'));
  process.on('SIGTERM', stop).on('disconnect', stop);
  try {
    await preparePortal({
      checkout,
      target,
      reporter: { info, warn: info, failure: () => undefined },
      signal: controller.signal,
    });
  } catch (error) {
    await tell({ type: 'failed', reason: describeFailure(error) });
    process.exitCode = 1;
  } finally {
    process.off('SIGTERM', stop).off('disconnect', stop);
    process.disconnect?.();
  }
}
