import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { LauncherError, messageOf } from '../terminal/LauncherError';
import type { Reporter } from '../terminal/Reporter';
import { lastReadableLines } from '../terminal/readableLines';
import { nextAttempt, restartDelayMs } from './backoff';
import { identify, type ProcessIdentity } from './ProcessIdentity';
import type { ProcessRegistry } from './ProcessRegistry';
import type { RotatingLog } from './RotatingLog';
import { stopProcess } from './stopProcess';

const OUTPUT_WAIT_MS = 500;

/** Where a process stands, for the status file. */
export interface ProcessState {
  /** `unreachable` is for what somebody else runs. */
  state: 'starting' | 'running' | 'restarting' | 'stopped' | 'unreachable';
  reason: string | null;
  since: string;
}

/** How a run of a process ended. */
export interface ProcessExit {
  code: number | null;
  signal: NodeJS.Signals | null;
  startedAt: Date;
  at: Date;
  pid?: number;
}

/** What is known of the runs of a process. */
export interface ProcessRuns {
  /** Absent while none runs. */
  pid?: number;
  startedAt?: Date;
  /** How often it was started again after it had answered once. */
  restarts: number;
  lastExit?: ProcessExit;
  /** When it is started again, while it waits for that. */
  nextStartAt?: Date;
}

/** What the supervisor must know to keep one process running. */
export interface ManagedProcessOptions {
  name: string;
  title: string;
  /** Starts the process, in a group of its own, its output as pipes. */
  launch(): Promise<ChildProcess>;
  /** Ends when the process answers; throws when it does not in time. */
  ready(signal: AbortSignal): Promise<void>;
  stopSignal: 'SIGTERM' | 'SIGINT';
  graceMs: number;
  log: RotatingLog;
  registry: ProcessRegistry;
  reporter: Reporter;
  onState?(state: ProcessState): void;
  /** The wait before the first restart; tests shorten it. */
  firstDelayMs?: number;
}

/** A running child: who it is, and how it ends. */
interface Running {
  identity?: ProcessIdentity;
  /** In words. */
  exit: Promise<string>;
  since: number;
}

/** One child process that is started again, later each time, when it crashes. */
export class ManagedProcess {
  readonly name: string;
  readonly #options: ManagedProcessOptions;
  readonly #abort = new AbortController();
  #running?: Running;
  readonly #runs: ProcessRuns = { restarts: 0 };
  /** Where the log of the last two runs begins. */
  #logStarts: number[] = [];
  #attempt = 0;
  #work: Promise<unknown> = Promise.resolve();
  #state: ProcessState;

  constructor(options: ManagedProcessOptions) {
    this.name = options.name;
    this.#options = options;
    this.#state = { state: 'stopped', reason: null, since: now() };
  }

  get state(): ProcessState {
    return this.#state;
  }

  /** What is known of its runs by now. */
  get runs(): Readonly<ProcessRuns> {
    return { ...this.#runs };
  }

  /**
   * What a run wrote, as far as it is kept: the one that goes on, or with
   * `previous` the one that ended last. While none goes on both are the last.
   */
  async readLog({ previous }: { previous: boolean }): Promise<Buffer> {
    const { log } = this.#options;
    const [before, last] =
      this.#logStarts.length > 1
        ? this.#logStarts
        : [undefined, this.#logStarts[0]];
    if (!previous || this.#runs.pid === undefined) {
      return last === undefined ? Buffer.alloc(0) : log.read(last);
    }
    return before === undefined ? Buffer.alloc(0) : log.read(before, last);
  }

  /** Starts the process and waits until it answers; throws when it does not. */
  async start(): Promise<void> {
    const work = this.#launchOnce();
    this.#work = work.catch(() => undefined);
    await work;
    this.#watch();
  }

  /** Stops the process and whatever restart is under way. */
  async stop(): Promise<void> {
    this.#abort.abort();
    const { stopSignal: signal, graceMs, registry } = this.#options;
    await this.#work;
    if (this.#running?.identity) {
      await stopProcess(this.#running.identity, { signal, graceMs });
      await this.#running.exit;
    }
    await registry.forget(this.name);
    this.#set('stopped', null);
  }

  #watch(): void {
    const running = this.#running;
    void running?.exit.then(reason => {
      if (!this.#abort.signal.aborted) {
        this.#work = this.#restart(reason, Date.now() - running.since);
      }
    });
  }

  async #restart(reason: string, ranForMs: number): Promise<void> {
    const { title, reporter, firstDelayMs } = this.#options;
    let why = reason;
    let ranFor = ranForMs;
    for (;;) {
      this.#attempt = nextAttempt(this.#attempt, ranFor);
      const delay = restartDelayMs(this.#attempt, firstDelayMs);
      this.#set('restarting', why);
      reporter.warn(
        `${title} ended unexpectedly (${why}). Starting it again in ${
          delay / 1000
        } s`,
      );
      this.#runs.nextStartAt = new Date(Date.now() + delay);
      try {
        await sleep(delay, undefined, { signal: this.#abort.signal });
        this.#runs.restarts += 1;
        await this.#launchOnce();
        reporter.info(`${title} answers again`);
        this.#watch();
        return;
      } catch (error) {
        if (this.#abort.signal.aborted) {
          return;
        }
        why = messageOf(error).split('\n')[0];
        ranFor = 0;
      }
    }
  }

  async #launchOnce(): Promise<void> {
    const { name, registry, stopSignal, graceMs } = this.#options;
    this.#abort.signal.throwIfAborted();
    this.#set('starting', null);
    const child = await this.#options.launch();
    this.#runs.nextStartAt = undefined;
    const running = this.#attach(child);
    this.#running = running;
    if (child.pid) {
      await registry.record(name, child.pid, { stopSignal, graceMs });
      running.identity = await identify(child.pid);
    }
    try {
      await this.#untilReady(running);
    } catch (error) {
      if (running.identity) {
        await stopProcess(running.identity, { signal: stopSignal, graceMs });
      }
      await running.exit;
      throw error;
    }
    this.#set('running', null);
  }

  async #untilReady(running: Running): Promise<void> {
    this.#abort.signal.throwIfAborted();
    const given = new AbortController();
    const signal = AbortSignal.any([this.#abort.signal, given.signal]);
    const exited = running.exit.then(async reason => {
      const tail = await lastReadableLines(this.#options.log.file, 8);
      throw new LauncherError(
        [
          `${
            this.#options.title
          } ended before it answered (${reason}). The last lines of ${
            this.#options.log.file
          }:`,
          ...tail.map(line => `    ${line}`),
        ].join('\n'),
      );
    });
    try {
      await Promise.race([
        exited,
        this.#options.ready(signal),
        once(this.#abort.signal, 'abort', { signal: given.signal }),
      ]);
      this.#abort.signal.throwIfAborted();
    } finally {
      given.abort();
      exited.catch(() => undefined);
    }
  }

  #attach(child: ChildProcess): Running {
    const { log } = this.#options;
    this.#logStarts = [...this.#logStarts.slice(-1), log.position];
    child.stdout?.on('data', chunk => log.write(chunk));
    child.stderr?.on('data', chunk => log.write(chunk));
    const startedAt = new Date();
    this.#runs.pid = child.pid;
    this.#runs.startedAt = startedAt;
    const ended = (exit: Pick<ProcessExit, 'code' | 'signal'>) => {
      this.#runs.pid = undefined;
      this.#runs.startedAt = undefined;
      const { pid } = child;
      this.#runs.lastExit = { ...exit, startedAt, at: new Date(), pid };
    };
    const exit = new Promise<string>(resolve => {
      child.once('error', error => {
        ended({ code: null, signal: null });
        resolve(error.message);
      });
      child.once('exit', (code, signal) => {
        ended({ code, signal });
        const reason = signal ? `signal ${signal}` : `exit code ${code}`;
        // The last output may still be on its way; a grandchild may keep the pipe.
        child.once('close', () => resolve(reason));
        setTimeout(() => resolve(reason), OUTPUT_WAIT_MS).unref();
      });
    });
    return { exit, since: startedAt.getTime() };
  }

  #set(state: ProcessState['state'], reason: string | null): void {
    this.#state = { state, reason, since: now() };
    this.#options.onState?.(this.#state);
  }
}

function now(): string {
  return new Date().toISOString();
}
