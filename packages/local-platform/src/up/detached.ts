import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { z } from 'zod/v4';
import type { DataFolder } from '../data/DataFolder';
import {
  processIdentitySchema,
  type ProcessIdentity,
} from '../process/ProcessIdentity';
import { frugalMemory } from '../system/frugalMemory';
import { LauncherError } from '../terminal/LauncherError';
import { lastReadableLines } from '../terminal/readableLines';

const messageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('failed') }),
  z.object({ type: z.literal('busy'), holder: processIdentitySchema }),
]);

/** What a detached supervisor tells the command that started it. */
export type SupervisorMessage = z.infer<typeof messageSchema>;

/** How the start of a detached supervisor ended. */
export type DetachedResult =
  /** `failed` was told in full, `ended` was not. */
  | { outcome: 'ready' | 'failed' | 'ended' | 'interrupted' }
  | { outcome: 'busy'; holder: ProcessIdentity };

/** Sends to the command that started us, as long as it listens. */
export async function tellParent(message: SupervisorMessage): Promise<void> {
  if (process.connected) {
    await new Promise<void>(resolve =>
      process.send?.(message, () => resolve()),
    );
  }
}

/** Starts a supervisor that outlives this command and follows it until all answers. */
export async function startDetached(options: {
  bundle: string;
  data: DataFolder;
  port: number;
  traffic: number;
  samples: boolean;
}): Promise<DetachedResult> {
  const { bundle, data, port, traffic, samples } = options;
  const log = openSync(data.logFile('supervisor'), 'a', 0o600);
  const args = [
    ...['supervise', '--port', String(port), '--data', data.path],
    ...(traffic > 0 ? ['--traffic', String(traffic)] : ['--no-traffic']),
    ...(samples ? [] : ['--no-samples']),
  ];
  const child = spawn(process.execPath, [bundle, ...args], {
    // Not the caller's folder, which could then not be removed.
    cwd: '/',
    env: { ...process.env, ...frugalMemory(process.env) },
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeSync(log);
  let interrupted = false;
  const interrupt = () => {
    interrupted = true;
    child.kill('SIGTERM');
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  const result = await follow(child, () => interrupted);
  process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  child.removeAllListeners();
  if (child.connected) {
    child.disconnect();
  }
  child.unref();
  return result;
}

/** Passes on what the supervisor says, until it is clear how the start ended. */
function follow(
  child: ChildProcess,
  wasInterrupted: () => boolean,
): Promise<DetachedResult> {
  return new Promise<DetachedResult>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', code =>
      resolve({
        outcome: wasInterrupted() || code === 0 ? 'interrupted' : 'ended',
      }),
    );
    child.on('message', raw => {
      const message = messageSchema.parse(raw);
      if (message.type === 'text') {
        process.stderr.write(message.text);
      } else if (message.type === 'busy') {
        resolve({ outcome: 'busy', holder: message.holder });
      } else {
        resolve({ outcome: message.type });
      }
    });
  });
}

/** The failure of a supervisor that ended without telling why. */
export async function describeSilentEnd(
  data: DataFolder,
): Promise<LauncherError> {
  const file = data.logFile('supervisor');
  const tail = await lastReadableLines(file, 20);
  return new LauncherError(
    [`The start failed. The last lines of ${file}:`, ...tail].join('\n    '),
  );
}
