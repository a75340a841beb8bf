/**
 * What the cluster has to remember of what it showed before: since when a
 * condition stands, how often a spec changed. What is not asked for between
 * two calls of `sweep` is forgotten.
 */
export class Memory {
  readonly #values = new Map<string, { value: string; since: Date }>();
  readonly #generations = new Map<string, { spec: string; number: number }>();
  readonly #asked = new Set<string>();

  /** Since when this value stands; `initially` where none was seen before. */
  since(key: string, value: string, initially: Date, now: Date): Date {
    this.#asked.add(key);
    const known = this.#values.get(key);
    if (known?.value === value) {
      return known.since;
    }
    const since = known ? now : initially;
    this.#values.set(key, { value, since });
    return since;
  }

  /** The value that was seen last. */
  last(key: string): string | undefined {
    return this.#values.get(key)?.value;
  }

  /** The generation of an object: one more whenever its spec is another. */
  generation(key: string, spec: unknown, initially: number): number {
    this.#asked.add(key);
    const text = JSON.stringify(spec);
    const known = this.#generations.get(key);
    const number = known
      ? known.number + (known.spec === text ? 0 : 1)
      : initially;
    this.#generations.set(key, { spec: text, number });
    return number;
  }

  /** Forgets what nobody asked for since the last time. */
  sweep(): void {
    for (const map of [this.#values, this.#generations]) {
      for (const key of map.keys()) {
        if (!this.#asked.has(key)) {
          map.delete(key);
        }
      }
    }
    this.#asked.clear();
  }
}
