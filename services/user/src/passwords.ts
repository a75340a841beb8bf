import { UnavailableError } from '@portico/service-kit';
import argon2 from 'argon2';

// The first choice of the OWASP password storage cheat sheet for argon2id.
const PARAMETERS = {
  type: argon2.argon2id,
  memoryCost: 19_456,
  timeCost: 2,
  parallelism: 1,
} as const;
// Each takes 19 MiB and one of libuv's four threads: more would only wait, and hold memory.
const AT_ONCE = 2;
const MOST_WAITING = 40;

/** Hashes and compares passwords, a few at a time, so that many sign-ins do not take all memory. */
export class Passwords {
  #running = 0;
  readonly #waiting: Array<() => void> = [];
  readonly #nobody: Promise<string>;

  private constructor() {
    this.#nobody = argon2.hash('the password of nobody', PARAMETERS);
    this.#nobody.catch(() => {});
  }

  static create(): Passwords {
    return new Passwords();
  }

  async hash(password: string): Promise<string> {
    return this.#inTurn(() => argon2.hash(password, PARAMETERS));
  }

  /** Whether a password is that of a hash; without a hash it takes as long, and is not. */
  async verify(hash: string | undefined, password: string): Promise<boolean> {
    const compared = hash ?? (await this.#nobody);
    const same = await this.#inTurn(() => argon2.verify(compared, password));
    return same && hash !== undefined;
  }

  /** Whether a hash was made with less than what is asked for today. */
  isOutdated(hash: string): boolean {
    return argon2.needsRehash(hash, PARAMETERS);
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= AT_ONCE) {
      if (this.#waiting.length >= MOST_WAITING) {
        throw new UnavailableError('Too many people sign in. Try again soon.');
      }
      await new Promise<void>(resolve => this.#waiting.push(resolve));
    } else {
      this.#running += 1;
    }
    try {
      return await work();
    } finally {
      // Hands its turn on, or gives it up.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }
}
