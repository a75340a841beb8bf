import { spawn, type SpawnOptions } from 'node:child_process';

/** What a short command answered. */
export interface Answer {
  /** The exit code; 127 when the program is missing. */
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs a short command and collects what it says; never throws for its exit code. */
export function execute(
  command: string,
  args: string[],
  options: SpawnOptions = {},
): Promise<Answer> {
  return new Promise(resolve => {
    const child = spawn(command, args, {
      ...options,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout?.on('data', chunk => (stdout += chunk));
    child.stderr?.on('data', chunk => (stderr += chunk));
    child.once('error', error =>
      resolve({ code: 127, stdout, stderr: error.message }),
    );
    child.once('close', code => resolve({ code: code ?? 1, stdout, stderr }));
  });
}

/** Where a program is on PATH, or undefined. */
export async function findProgram(name: string): Promise<string | undefined> {
  const { code, stdout } = await execute(
    '/bin/sh',
    ['-c', 'command -v "$0"', name],
    // Said in so many words: in Jest it is not what children get by themselves.
    { env: process.env },
  );
  return code === 0 ? stdout.trim() || undefined : undefined;
}
