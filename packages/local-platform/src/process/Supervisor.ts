import type { Reporter } from '../terminal/Reporter';
import { messageOf } from '../terminal/LauncherError';
import type { ManagedProcess } from './ManagedProcess';

/** Starts processes one after the other and stops them in the opposite order. */
export class Supervisor {
  readonly #reporter: Reporter;
  readonly #processes: ManagedProcess[] = [];
  #stopping?: Promise<void>;

  constructor(reporter: Reporter) {
    this.#reporter = reporter;
  }

  /** Whether nothing was started yet. */
  get isEmpty(): boolean {
    return this.#processes.length === 0;
  }

  /** Starts one more process; it is stopped with the rest even if this fails. */
  async start(managed: ManagedProcess): Promise<void> {
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
