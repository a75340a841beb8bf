import { setTimeout as sleep } from 'node:timers/promises';
import { isOk } from './probes';

const EVERY_MS = 2_000;

/** Asks a service again and again whether it wants requests, as a kubelet does. */
export class Readiness {
  readonly #url: string;
  #ready = false;
  #since: Date | undefined;

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

  /** Asks until the signal; `onChange` is told each time the answer differs from the one before. */
  async watch(
    onChange: (ready: boolean) => void,
    { signal, everyMs = EVERY_MS }: { signal: AbortSignal; everyMs?: number },
  ): Promise<void> {
    while (!signal.aborted) {
      const ready = await isOk(this.#url);
      if (ready !== this.#ready || this.#since === undefined) {
        this.#ready = ready;
        this.#since = new Date();
        onChange(ready);
      }
      await sleep(everyMs, undefined, { signal, ref: false }).catch(() => {});
    }
  }
}
