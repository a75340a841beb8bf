import { execFile } from 'node:child_process';
import { setMaxListeners } from 'node:events';
import { Semaphore } from '../store/Semaphore';

/** How one git command is run. */
export interface GitRunOptions {
  cwd?: string;
  input?: Buffer | string;
  env?: Record<string, string>;
  timeoutMs?: number;
  maxBytes?: number;
  /** Exit codes that are an answer; any other throws. Default: 0 alone. */
  allowedExitCodes?: readonly number[];
}

/** What a git command answered. */
export interface GitResult {
  exitCode: number;
  stdout: Buffer;
  stderr: string;
}

/** A git command that failed, with what git said. */
export class GitCommandError extends Error {
  readonly stderr: string;
  readonly exitCode: number | undefined;

  constructor(args: readonly string[], result: Partial<GitResult>) {
    const said = result.stderr?.trim() || 'no message';
    super(`git ${args[0]} failed: ${said}`);
    this.name = 'GitCommandError';
    this.stderr = said;
    this.exitCode = result.exitCode;
  }
}

const DEFAULT_TIMEOUT_MS = 30_000;
const DEFAULT_MAX_BYTES = 128 * 1024 * 1024;
const PARALLEL_COMMANDS = 8;

/** Settings that hold for every command, whoever's machine this is. */
const SETTINGS: Readonly<Record<string, string>> = {
  'safe.directory': '*',
  'core.fsmonitor': 'false',
  'core.hooksPath': '/dev/null',
  'core.quotePath': 'false',
  'gc.auto': '0',
  'receive.autogc': 'false',
  'receive.fsckObjects': 'true',
  'uploadpack.allowFilter': 'true',
  'uploadpack.allowReachableSHA1InWant': 'true',
};

/**
 * The environment of a git command: nothing of the caller's own git settings,
 * so that a push behaves the same on every machine. `extra` are settings, each
 * as `section.key`.
 */
export function gitEnvironment(
  extra: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const env: Record<string, string> = {
    PATH: process.env.PATH ?? '/usr/bin:/bin',
    HOME: process.env.HOME ?? '/nonexistent',
    LC_ALL: 'C',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_LITERAL_PATHSPECS: '1',
  };
  const settings = Object.entries({ ...SETTINGS, ...extra });
  env.GIT_CONFIG_COUNT = String(settings.length);
  settings.forEach(([key, value], index) => {
    env[`GIT_CONFIG_KEY_${index}`] = key;
    env[`GIT_CONFIG_VALUE_${index}`] = value;
  });
  return env;
}

/** Runs git as child processes: bounded in number, time and output. */
export class GitRunner {
  readonly #slots = new Semaphore(PARALLEL_COMMANDS);
  readonly #signal: AbortSignal;

  /** @param signal - ends every command that still runs. */
  constructor(signal: AbortSignal) {
    this.#signal = signal;
    setMaxListeners(0, signal);
  }

  /** Ends every command that still runs. */
  get signal(): AbortSignal {
    return this.#signal;
  }

  async run(
    args: readonly string[],
    options: GitRunOptions = {},
  ): Promise<GitResult> {
    return this.#slots.run(() => this.#execute(args, options));
  }

  #execute(
    args: readonly string[],
    options: GitRunOptions,
  ): Promise<GitResult> {
    const allowed = options.allowedExitCodes ?? [0];
    return new Promise((resolve, reject) => {
      const child = execFile(
        'git',
        [...args],
        {
          cwd: options.cwd,
          env: { ...gitEnvironment(), ...options.env },
          encoding: 'buffer',
          timeout: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
          maxBuffer: options.maxBytes ?? DEFAULT_MAX_BYTES,
          signal: this.#signal,
        },
        (error, stdout, stderr) => {
          const exitCode = exitCodeOf(error);
          const result = { exitCode, stdout, stderr: stderr.toString('utf8') };
          if (exitCode !== undefined && allowed.includes(exitCode)) {
            resolve({ ...result, exitCode });
          } else {
            const said = result.stderr.trim() || error?.message;
            reject(new GitCommandError(args, { ...result, stderr: said }));
          }
        },
      );
      // A command may end before it has read all its input; its exit code tells.
      child.stdin?.on('error', () => {});
      child.stdin?.end(options.input ?? '');
    });
  }
}

/** The exit code behind execFile's error; undefined when it didn't run to its end. */
function exitCodeOf(error: Error | null): number | undefined {
  if (!error) {
    return 0;
  }
  const code = 'code' in error ? error.code : undefined;
  return typeof code === 'number' ? code : undefined;
}
