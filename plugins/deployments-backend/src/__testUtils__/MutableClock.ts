/** A clock that goes only when it is told to. */
export class MutableClock {
  #now: number;

  static at(time: string): MutableClock {
    return new MutableClock(Date.parse(time));
  }

  private constructor(now: number) {
    this.#now = now;
  }

  readonly now = (): Date => new Date(this.#now);

  /** Lets time pass. */
  pass(ms: number): void {
    this.#now += ms;
  }
}
