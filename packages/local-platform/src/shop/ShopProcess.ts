import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { lastReadableLines } from '../terminal/readableLines';
import { RotatingLog } from '../process/RotatingLog';

/** How one process of a shop is run. */
export interface ShopProcessOptions {
  name: string;
  logFile: string;
  launch(more: Record<string, string>): ChildProcess | Promise<ChildProcess>;
  /** Whether it answers. */
  answers(): Promise<boolean>;
}

const START_MS = 30_000;

/** One process of a shop, which is started and killed by hand; nobody starts it again by itself. */
export class ShopProcess {
  readonly name: string;
  readonly #options: ShopProcessOptions;
  readonly #log: RotatingLog;
  #child: ChildProcess | undefined;

  constructor(options: ShopProcessOptions) {
    this.name = options.name;
    this.#options = options;
    this.#log = new RotatingLog(options.logFile, {
      maxBytes: 20 * 1024 * 1024,
    });
  }

  get running(): boolean {
    return this.#child !== undefined;
  }

  get pid(): number {
    if (!this.#child?.pid) throw new Error(`${this.name} does not run`);
    return this.#child.pid;
  }

  /** Starts it, with more environment where a case wants it, and waits until it answers. */
  async start(more: Record<string, string> = {}): Promise<void> {
    await this.launch(more);
    await this.untilAnswers();
  }

  /** Starts it and does not wait for an answer. */
  async launch(more: Record<string, string> = {}): Promise<void> {
    const child = await this.#options.launch(more);
    this.#child = child;
    child.stdout?.on('data', chunk => this.#log.write(chunk));
    child.stderr?.on('data', chunk => this.#log.write(chunk));
    child.once('error', error => this.#log.write(`${error.message}\n`));
    child.once('exit', () => {
      if (this.#child === child) this.#child = undefined;
    });
  }

  /** Waits until it answers; throws with its last lines where it ends instead. */
  async untilAnswers(): Promise<void> {
    const deadline = Date.now() + START_MS;
    while (!(await this.#options.answers())) {
      if (!this.running || Date.now() > deadline) {
        const tail = await lastReadableLines(this.#log.file, 8);
        throw new Error(`${this.name} did not start:\n${tail.join('\n')}`);
      }
      await sleep(50);
    }
  }

  /** Waits until it is gone by itself; false where it still runs after the time. */
  async untilGone(withinMs: number): Promise<boolean> {
    const deadline = Date.now() + withinMs;
    while (this.running && Date.now() < deadline) await sleep(10);
    return !this.running;
  }

  /** Ends it; SIGKILL where nothing is said. Answers with its exit code. */
  async end(signal: NodeJS.Signals = 'SIGKILL'): Promise<number | null> {
    const child = this.#child;
    if (!child) return null;
    const exited = once(child, 'exit');
    child.kill(signal);
    const [code] = await exited;
    return code as number | null;
  }

  /** Lets it stand still, or go on. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    process.kill(this.pid, signal);
  }
}
