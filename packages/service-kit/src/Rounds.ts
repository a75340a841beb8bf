import type { Log } from './log/createLog';

/** What is done again and again. */
export interface RoundsOptions {
  /** One round; true where there is more to do at once. */
  work(): Promise<boolean>;
  /** The pause between two rounds that went well. */
  everyMs: number;
  /** Two rounds begin at least so far apart unless there is more to do: nudges that come together are one round. */
  apartMs?: number;
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
  #stopped = false;
  /** Whether somebody nudged since the last round began. */
  #nudged = false;
  /** Ends the pause, and what a nudge cannot end. */
  #wake = () => {};
  #end = () => {};
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
    this.#nudged = true;
    this.#wake();
  };

  /** Ends after the round under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#end();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { work, apartMs = 0, log, failure } = this.#options;
    let failures = 0;
    while (!this.#stopped) {
      // Before looking, so that what comes meanwhile is not missed.
      this.#nudged = false;
      const from = performance.now();
      let more = false;
      try {
        more = await work();
        failures = 0;
      } catch (error) {
        failures += 1;
        log.warn({ err: error }, failure);
      }
      if (more) continue;
      await this.#pause(failures);
      await this.#sleep(from + apartMs - performance.now());
    }
  }

  async #pause(failures: number): Promise<void> {
    const { everyMs, spread } = this.#options;
    const longest = Math.max(everyMs, LONGEST_PAUSE_MS);
    const pause = Math.min(longest, everyMs * 2 ** failures);
    const factor = spread || failures > 0 ? 0.5 + Math.random() : 1;
    // After a failure a nudge would only knock at a closed door.
    const ends = failures > 0 ? 'by-stop' : 'by-nudge';
    if (this.#nudged && ends === 'by-nudge') return;
    await this.#sleep(pause * factor, ends);
  }

  async #sleep(
    ms: number,
    ends: 'by-nudge' | 'by-stop' = 'by-stop',
  ): Promise<void> {
    if (ms <= 0 || this.#stopped) return;
    await new Promise<void>(resolve => {
      const timer = setTimeout(resolve, ms);
      this.#end = () => {
        clearTimeout(timer);
        resolve();
      };
      if (ends === 'by-nudge') this.#wake = this.#end;
    });
    this.#wake = () => {};
    this.#end = () => {};
  }
}
