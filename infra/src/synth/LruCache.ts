/** A map that forgets the entry that was not used for the longest time. */
export class LruCache<Value> {
  readonly #entries = new Map<string, Value>();
  readonly #limit: number;

  static create<Value>(limit: number): LruCache<Value> {
    return new LruCache<Value>(limit);
  }

  private constructor(limit: number) {
    this.#limit = limit;
  }

  /** The entry of a key, which counts as used now. */
  get(key: string): Value | undefined {
    const value = this.#entries.get(key);
    if (value === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, value);
    return value;
  }

  /** Enters a value; the oldest one leaves when there are too many. */
  set(key: string, value: Value): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size > this.#limit) {
      const [oldest] = this.#entries.keys();
      this.#entries.delete(oldest);
    }
  }

  /** How many entries there are. */
  get size(): number {
    return this.#entries.size;
  }
}
