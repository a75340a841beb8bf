/** One question that several wait for. It ends with its answer, or when nobody waits any more. */
export class Flight<T> {
  readonly #controller = new AbortController();
  readonly #answer: Promise<T>;
  readonly #onLost: () => void;
  /** When it was begun, in milliseconds. */
  readonly begunAt = Date.now();
  #waiting = 0;
  #answeredAt: number | undefined;

  /**
   * @param ask - asks in the next moment, so that others may join before
   * @param onLost - called where it failed or was given up: nobody should join it any more
   */
  constructor(ask: (signal: AbortSignal) => Promise<T>, onLost: () => void) {
    this.#onLost = onLost;
    this.#answer = Promise.resolve().then(() => ask(this.#controller.signal));
    this.#answer.then(() => {
      this.#answeredAt = Date.now();
    }, onLost);
  }

  /** When the answer came, in milliseconds; undefined before. */
  get answeredAt(): number | undefined {
    return this.#answeredAt;
  }

  /** Waits with the others; who goes ends the question only as the last one. */
  async wait(signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    this.#waiting += 1;
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiting -= 1;
        if (this.#waiting === 0) {
          this.#onLost();
          this.#controller.abort(signal?.reason);
        }
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', leave, { once: true });
      this.#answer
        .then(resolve, reject)
        .finally(() => signal?.removeEventListener('abort', leave));
    });
  }
}
