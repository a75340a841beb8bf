import type { Reporter } from '../terminal/Reporter';
import { messageOf } from '../terminal/LauncherError';

/** Something that is started once and stopped at the end: mostly a process. */
export interface Supervised {
  name: string;
  start(): Promise<void>;
  /** Also when the start failed. */
  stop(): Promise<void>;
}

/** Starts processes one after the other and stops them in the opposite order. */
export class Supervisor {
  readonly #reporter: Reporter;
  readonly #processes: Supervised[] = [];
  #stopping?: Promise<void>;

  constructor(reporter: Reporter) {
    this.#reporter = reporter;
  }

  /** Whether nothing was started yet. */
  get isEmpty(): boolean {
    return this.#processes.length === 0;
  }

  /** Starts one more process; it is stopped with the rest even if this fails. */
  async start(managed: Supervised): Promise<void> {
    if (this.#stopping) {
      throw new Error(`${managed.name} is not started: all is being stopped`);
    }
    this.#processes.push(managed);
    await managed.start();
  }

  /** Stops everything; one that resists does not keep the others running. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  async #stopAll(): Promise<void> {
    for (const managed of [...this.#processes].reverse()) {
      try {
        await managed.stop();
      } catch (error) {
        this.#reporter.warn(`${managed.name}: ${messageOf(error)}`);
      }
    }
  }
}
