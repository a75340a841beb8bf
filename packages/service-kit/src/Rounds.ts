import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from './log/createLog';

/** What is done again and again. */
export interface RoundsOptions {
  /** One round; true where there is more to do at once. */
  work(): Promise<boolean>;
  /** The pause between two rounds that went well. */
  everyMs: number;
  /** Whether replicas are to spread, so that they do not all look at once. */
  spread?: boolean;
  log: Log;
  /** What the log says where a round fails. */
  failure: string;
}

const LONGEST_PAUSE_MS = 10_000;

/** Works in rounds until it is stopped: goes on where one fails, later each time, and at once where it is nudged. */
export class Rounds {
  readonly #options: RoundsOptions;
  readonly #stopping = new AbortController();
  #wake = new AbortController();
  #running: Promise<void> | undefined;

  private constructor(options: RoundsOptions) {
    this.#options = options;
  }

  static create(options: RoundsOptions): Rounds {
    return new Rounds(options);
  }

  /** Begins, until `stop`. */
  start(): void {
    this.#running ??= this.#run();
  }

  /** Begins the next round now: something is there. */
  readonly nudge = (): void => {
    this.#wake.abort();
  };

  /** Ends after the round under way. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { work, log, failure } = this.#options;
    let failures = 0;
    while (!this.#stopping.signal.aborted) {
      // Made before looking, so that what comes meanwhile is not missed.
      this.#wake = new AbortController();
      let more = false;
      try {
        more = await work();
        failures = 0;
      } catch (error) {
        failures += 1;
        log.warn({ err: error }, failure);
      }
      if (!more) await this.#pause(failures);
    }
  }

  async #pause(failures: number): Promise<void> {
    const { everyMs, spread } = this.#options;
    const longest = Math.max(everyMs, LONGEST_PAUSE_MS);
    const pause = Math.min(longest, everyMs * 2 ** failures);
    const factor = spread || failures > 0 ? 0.5 + Math.random() : 1;
    const { signal } = this.#stopping;
    // After a failure a nudge would only knock at a closed door.
    const ends =
      failures > 0 ? signal : AbortSignal.any([signal, this.#wake.signal]);
    await sleep(pause * factor, undefined, { signal: ends }).catch(() => {});
  }
}
