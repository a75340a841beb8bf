import { UnavailableError } from '@portico/service-kit';
import { argon2id, hash as argon2, verify } from 'argon2';

/** How much work a hash is. */
export interface PasswordCost {
  /** KiB. */
  memoryCost: number;
  timeCost: number;
  parallelism: number;
}

// https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#argon2id
const COST: PasswordCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
// Each holds 19 MiB and one of the four threads that files and names use too.
const AT_ONCE = 2;
const MOST_WAITING = 40;

/** Hashes and compares passwords, a few at a time, so that many sign-ins do not take all memory. */
export class Passwords {
  readonly #cost: PasswordCost;
  readonly #nobody: Promise<string>;
  readonly #waiting: Array<() => void> = [];
  #running = 0;

  private constructor(cost: PasswordCost) {
    this.#cost = cost;
    this.#nobody = this.hash('the password of nobody');
    // Whoever needs it sees the error.
    this.#nobody.catch(() => {});
  }

  static create(cost: PasswordCost = COST): Passwords {
    return new Passwords(cost);
  }

  async hash(password: string): Promise<string> {
    return this.#inTurn(() =>
      argon2(password, { ...this.#cost, type: argon2id }),
    );
  }

  /** Whether a password is that of a hash; without a hash it takes as long, and is not. */
  async verify(hash: string | undefined, password: string): Promise<boolean> {
    const compared = hash ?? (await this.#nobody);
    const same = await this.#inTurn(() => verify(compared, password));
    return same && hash !== undefined;
  }

  /** Whether a hash is less work than what is asked for today. */
  isOutdated(hash: string): boolean {
    const found = /^\$argon2id\$v=19\$([^$]+)\$/.exec(hash);
    if (!found) return true;
    // The order is the library's own.
    const parameters = new URLSearchParams(found[1].replaceAll(',', '&'));
    const [memoryCost, timeCost, parallelism] = ['m', 't', 'p'].map(name =>
      Number(parameters.get(name)),
    );
    return (
      memoryCost < this.#cost.memoryCost ||
      timeCost < this.#cost.timeCost ||
      parallelism < this.#cost.parallelism
    );
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running < AT_ONCE) {
      this.#running += 1;
    } else {
      if (this.#waiting.length >= MOST_WAITING) {
        throw new UnavailableError('Too many people sign in. Try again soon.');
      }
      // Whoever ends hands over the turn.
      await new Promise<void>(resolve => this.#waiting.push(resolve));
    }
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }
}
