/** How a source did when it was last asked, and since when it does so. */
export type SourceObservation =
  | { state: 'unknown' }
  | { state: 'ok'; since: string }
  | { state: 'down'; since: string; reason: string };

/** Remembers since when a source works or fails. */
export class SourceMonitor {
  readonly #now: () => Date;
  #observation: SourceObservation = { state: 'unknown' };

  static create(now: () => Date = () => new Date()): SourceMonitor {
    return new SourceMonitor(now);
  }

  private constructor(now: () => Date) {
    this.#now = now;
  }

  /** Notes that the source has answered. */
  noteSuccess(): void {
    if (this.#observation.state === 'ok') return;
    this.#observation = { state: 'ok', since: this.#now().toISOString() };
  }

  /** Notes that it has not, and why. */
  noteFailure(reason: string): void {
    const since =
      this.#observation.state === 'down'
        ? this.#observation.since
        : this.#now().toISOString();
    this.#observation = { state: 'down', since, reason };
  }

  get observation(): SourceObservation {
    return this.#observation;
  }
}
