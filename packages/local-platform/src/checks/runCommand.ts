import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { lastLines, signalGroup } from '../terminal/runStep';
import { ONE_FAILED, ONE_PASSED } from './Counts';
import type { Gate, GateContext } from './Gate';

/** A command of a gate. */
export interface GateCommand {
  /** The name of its log. */
  log: string;
  /** A program of node_modules/.bin, or one on PATH. */
  command: string;
  args: string[];
  env?: Record<string, string>;
  /** Show the output while it runs, not only when it fails. */
  echo?: boolean;
}

/** How a command of a gate ended. */
export interface CommandResult {
  exitCode: number | string;
  logFile: string;
}

const FAILURE_LINES = 60;

/** Runs a command in the checkout, its output in a log. */
export async function runCommand(
  { checkout, reporter, signal }: GateContext,
  options: GateCommand,
): Promise<CommandResult> {
  const folder = join(checkout.cache, 'logs');
  await mkdir(folder, { recursive: true });
  const logFile = join(folder, `check-${options.log}.log`);
  const log = createWriteStream(logFile);
  const child = spawn(options.command, options.args, {
    cwd: checkout.root,
    env: { ...process.env, ...options.env, PATH: searchPath(checkout.root) },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const stop = () => signalGroup(child.pid, 'SIGTERM');
  signal.addEventListener('abort', stop, { once: true });
  for (const stream of [child.stdout, child.stderr]) {
    stream.pipe(log, { end: false });
    if (options.echo) {
      stream.pipe(process.stderr, { end: false });
    }
  }
  const exitCode = await new Promise<number | string>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, name) => resolve(code ?? name ?? 'unknown'));
  });
  signal.removeEventListener('abort', stop);
  await new Promise(resolve => log.end(resolve));
  if (exitCode !== 0 && !options.echo) {
    const tail = await lastLines(logFile, FAILURE_LINES);
    reporter.info(`The last lines of ${logFile}:\n${tail.join('\n')}`);
  }
  return { exitCode, logFile };
}

/** A gate that passes when a command does. */
export function commandGate(
  title: string,
  options: GateCommand,
  more: Pick<Gate, 'essential' | 'isLight'> = {},
): Gate {
  return {
    ...more,
    title,
    run: async context => {
      context.reporter.info(title);
      const { exitCode, logFile } = await runCommand(context, options);
      return exitCode === 0
        ? { counts: ONE_PASSED }
        : {
            counts: ONE_FAILED,
            reason: `exit code ${exitCode}, see ${logFile}`,
          };
    },
  };
}

function searchPath(root: string): string {
  return `${join(root, 'node_modules', '.bin')}:${process.env.PATH ?? ''}`;
}
