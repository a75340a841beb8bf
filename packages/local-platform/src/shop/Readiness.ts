import { setTimeout as sleep } from 'node:timers/promises';
import { whyNotOk } from '../system/probes';

const EVERY_MS = 2_000;

/** Probes that failed since the process was started. */
export interface FailedProbes {
  count: number;
  lastAt: Date;
  /** Why the last one failed, in the words of a kubelet. */
  message: string;
}

/** How a service is asked. */
export interface WatchOptions {
  signal: AbortSignal;
  /** Whether there is a process that could answer. */
  runs?(): boolean;
  everyMs?: number;
}

/** Asks a service again and again whether it wants requests, as a kubelet does. */
export class Readiness {
  readonly #url: string;
  #ready = false;
  #since: Date | undefined;
  #failed: FailedProbes | undefined;

  constructor(url: string) {
    this.#url = url;
  }

  /** What it answered last. */
  get ready(): boolean {
    return this.#ready;
  }

  /** Whether it was asked and did not want any. */
  get unready(): boolean {
    return this.#since !== undefined && !this.#ready;
  }

  /** When it began to answer so; undefined before the first answer. */
  get since(): Date | undefined {
    return this.#since;
  }

  /** What failed since the last `forget`. */
  get failed(): FailedProbes | undefined {
    return this.#failed;
  }

  /** Another process answers from now on. */
  forget(): void {
    this.#failed = undefined;
    this.#ready = false;
    this.#since = undefined;
  }

  /** Asks until the signal; `onChange` is told each time the answer differs from the one before. */
  async watch(
    onChange: (ready: boolean) => void,
    { signal, runs = () => true, everyMs = EVERY_MS }: WatchOptions,
  ): Promise<void> {
    while (!signal.aborted) {
      const reason = await whyNotOk(this.#url);
      const ready = reason === undefined;
      // Nobody asks a container that does not run.
      if (!ready && runs()) {
        const count = (this.#failed?.count ?? 0) + 1;
        this.#failed = { count, lastAt: new Date(), message: reason };
      }
      if (ready !== this.#ready || this.#since === undefined) {
        this.#ready = ready;
        this.#since = new Date();
        onChange(ready);
      }
      await sleep(everyMs, undefined, { signal, ref: false }).catch(() => {});
    }
  }
}
