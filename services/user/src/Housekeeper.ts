import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '@portico/service-kit';

/** Cleans up again and again, and goes on where it fails. */
export class Housekeeper {
  readonly #work: () => Promise<unknown>;
  readonly #log: Log;
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;

  private constructor(work: () => Promise<unknown>, log: Log) {
    this.#work = work;
    this.#log = log;
  }

  static create(options: {
    work: () => Promise<unknown>;
    log: Log;
  }): Housekeeper {
    return new Housekeeper(options.work, options.log);
  }

  start(everyMs: number): void {
    this.#running ??= this.#run(everyMs);
  }

  /** Ends after the round under way. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(everyMs: number): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        await this.#work();
      } catch (error) {
        this.#log.warn({ err: error }, 'Nothing could be cleaned up');
      }
      // Replicas spread, so that they do not all clean at once.
      const wait = everyMs * (0.5 + Math.random());
      await sleep(wait, undefined, { signal }).catch(() => {});
    }
  }
}
