import { monitorEventLoopDelay } from 'node:perf_hooks';

// Each look wakes the process up: more often than this tells nothing more.
const RESOLUTION_MS = 40;
const WINDOW_MS = 500;
// Of fewer turns the middle one says nothing: one long pause would be all there is.
const FEWEST_TURNS = 4;
const NANOSECONDS = 1e6;

/**
 * How late the process is with what it has to do. It is the middle of the turns
 * in half a second, so that one long pause (of the machine, or to collect
 * garbage) is no overload, and many are.
 */
export class EventLoopWatch {
  readonly #turns: ReturnType<typeof monitorEventLoopDelay>;
  readonly #timer: NodeJS.Timeout;
  #delayMs = 0;

  private constructor() {
    this.#turns = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
    this.#turns.enable();
    this.#timer = setInterval(() => this.#look(), WINDOW_MS).unref();
  }

  /** Begins to watch, until `stop`. */
  static start(): EventLoopWatch {
    return new EventLoopWatch();
  }

  /** The delay of the last half second, in milliseconds. */
  get delayMs(): number {
    return this.#delayMs;
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#turns.disable();
  }

  #look(): void {
    // Turns so long that a window holds few of them are judged in the next one.
    if (this.#turns.count < FEWEST_TURNS) return;
    const middleMs = this.#turns.percentile(50) / NANOSECONDS;
    this.#delayMs = Math.max(0, middleMs - RESOLUTION_MS);
    this.#turns.reset();
  }
}
