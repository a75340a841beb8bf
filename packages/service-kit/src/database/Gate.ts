/** Lets a few in at a time; the others wait in the order in which they came. */
export class Gate {
  readonly #waiting: Array<() => void> = [];
  #free: number;

  private constructor(most: number) {
    this.#free = most;
  }

  static create(most: number): Gate {
    return new Gate(most);
  }

  /** What `work` gives, once it may begin. */
  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>(enter => this.#waiting.push(enter));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      // The place goes from hand to hand, so that nobody new takes it in between.
      if (next) next();
      else this.#free += 1;
    }
  }
}
