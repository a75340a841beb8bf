/** Lets equal questions that are asked at the same time share one answer. */
export class SingleFlight<T> {
  readonly #flights = new Map<
    string,
    { promise: Promise<T>; abort: AbortController; waiting: number }
  >();

  static create<T>(): SingleFlight<T> {
    return new SingleFlight<T>();
  }

  private constructor() {}

  /**
   * Asks, unless the same is being asked. The signal handed to `ask` aborts
   * when everybody who waits for the answer has gone away.
   */
  async run(
    key: string,
    ask: (signal: AbortSignal) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    let flight = this.#flights.get(key);
    if (!flight || flight.abort.signal.aborted) {
      const abort = new AbortController();
      const promise = ask(abort.signal).finally(() => {
        if (this.#flights.get(key)?.abort === abort) this.#flights.delete(key);
      });
      flight = { promise, abort, waiting: 0 };
      this.#flights.set(key, flight);
    }
    return this.#join(flight, signal);
  }

  async #join(
    flight: { promise: Promise<T>; abort: AbortController; waiting: number },
    signal?: AbortSignal,
  ): Promise<T> {
    flight.waiting += 1;
    const leave = () => {
      flight.waiting -= 1;
      if (flight.waiting === 0) flight.abort.abort();
    };
    if (signal?.aborted) leave();
    else signal?.addEventListener('abort', leave, { once: true });
    try {
      return await flight.promise;
    } finally {
      signal?.removeEventListener('abort', leave);
    }
  }
}
