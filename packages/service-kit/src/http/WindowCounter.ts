/** How often a key came in its window, and when that ends. */
export interface Window {
  count: number;
  endsAtMs: number;
}

const MOST_KEYS = 100_000;
const FORGOTTEN_AT_ONCE = 2;

/** Counts by key, in windows that begin with the key's first request; holds no more keys than it may. */
export class WindowCounter {
  // In the order in which windows end, since all are as long.
  readonly #windows = new Map<string, Window>();
  readonly #windowMs: number;
  readonly #mostKeys: number;

  private constructor(windowMs: number, mostKeys: number) {
    this.#windowMs = windowMs;
    this.#mostKeys = mostKeys;
  }

  static create(options: {
    windowMs: number;
    mostKeys?: number;
  }): WindowCounter {
    return new WindowCounter(options.windowMs, options.mostKeys ?? MOST_KEYS);
  }

  /** How many keys are held now. */
  get size(): number {
    return this.#windows.size;
  }

  /** Counts once more for a key. */
  count(key: string, nowMs: number): Readonly<Window> {
    const known = this.#windows.get(key);
    if (known && known.endsAtMs > nowMs) {
      known.count += 1;
      return known;
    }
    const begun = { count: 1, endsAtMs: nowMs + this.#windowMs };
    this.#windows.delete(key);
    this.#forget(nowMs);
    this.#windows.set(key, begun);
    return begun;
  }

  /** Makes room: more is forgotten than comes, so that what has ended does not stay. */
  #forget(nowMs: number): void {
    let forgotten = 0;
    for (const [key, { endsAtMs }] of this.#windows) {
      const full = this.#windows.size >= this.#mostKeys;
      if (!full && endsAtMs > nowMs) return;
      if (forgotten >= FORGOTTEN_AT_ONCE) return;
      this.#windows.delete(key);
      forgotten += 1;
    }
  }
}
