import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '@portico/service-kit';

/** Does something again and again, and goes on where it fails. */
export class Watchdog {
  readonly #work: () => Promise<unknown>;
  readonly #everyMs: number;
  readonly #log: Log;
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;

  private constructor(options: {
    work: () => Promise<unknown>;
    everyMs: number;
    log: Log;
  }) {
    this.#work = options.work;
    this.#everyMs = options.everyMs;
    this.#log = options.log;
  }

  static create(options: {
    work: () => Promise<unknown>;
    everyMs: number;
    log: Log;
  }): Watchdog {
    return new Watchdog(options);
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Ends after the round under way. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        await this.#work();
      } catch (error) {
        this.#log.warn({ err: error }, 'Stuck orders could not be looked for');
      }
      // Replicas spread, so that they do not all look at once.
      const wait = this.#everyMs * (0.5 + Math.random());
      await sleep(wait, undefined, { signal }).catch(() => {});
    }
  }
}
