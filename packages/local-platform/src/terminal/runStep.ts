import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { LauncherError } from './LauncherError';
import type { Reporter } from './Reporter';

/** A command that runs as one step, its output kept in a log. */
export interface StepOptions {
  title: string;
  command: string;
  args: string[];
  cwd: string;
  logFile: string;
  reporter: Reporter;
  env?: NodeJS.ProcessEnv;
  signal?: AbortSignal;
}

const HEARTBEAT_MS = 15_000;

/** The last lines of a log, without the empty ones. */
export async function lastLines(
  file: string,
  count: number,
): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter(line => line.trim() !== '')
    .slice(-count);
}

/** Runs a command to its end; a failure names the step, the reason and the log. */
export async function runStep(options: StepOptions): Promise<void> {
  const { title, reporter, logFile } = options;
  const began = Date.now();
  reporter.info(title);
  const heartbeat = setInterval(
    () => reporter.info(`${title}: still at it`),
    HEARTBEAT_MS,
  );
  try {
    const exitCode = await execute(options);
    if (exitCode !== 0) {
      const tail = await lastLines(logFile, 12);
      throw new LauncherError(
        [
          `"${title}" failed (${exitCode}). The last lines of ${logFile}:`,
          ...tail.map(line => `    ${line}`),
        ].join('\n'),
      );
    }
  } finally {
    clearInterval(heartbeat);
  }
  reporter.info(
    `${title}: done in ${Math.round((Date.now() - began) / 1000)} s`,
  );
}

async function execute(options: StepOptions): Promise<number | string> {
  await mkdir(dirname(options.logFile), { recursive: true });
  const log = createWriteStream(options.logFile);
  const child = spawn(options.command, options.args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const stop = () => signalGroup(child.pid, 'SIGTERM');
  options.signal?.addEventListener('abort', stop, { once: true });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  try {
    return await new Promise<number | string>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) =>
        resolve(code ?? signal ?? 'unknown'),
      );
    });
  } finally {
    options.signal?.removeEventListener('abort', stop);
    await new Promise(resolve => log.end(resolve));
  }
}

/** Signals a process and all that it started; a process that is gone is no error. */
export function signalGroup(
  pid: number | undefined,
  signal: NodeJS.Signals,
): void {
  if (pid === undefined) {
    return;
  }
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, signal);
      return;
    } catch {
      // No such group: the process did not get one of its own, or is gone.
    }
  }
}
