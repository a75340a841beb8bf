import type { Pool } from 'pg';
import { OverloadedError } from '../errors/ServiceError';
import { Session } from './Session';

// Beyond so many on one connection, the next one is asked on another.
const READERS = 8;
// The pool looks at the age of a connection when it comes back, which one that is always read on never would.
const KEEP_MS = 60_000;

/** A connection while some read on it. */
interface Lane {
  taken: Promise<Session>;
  session?: Session;
  readers: number;
  until: number;
}

/**
 * Connections on which several read at once, each without waiting for the
 * others' answers: what many ask for in the same moment goes to PostgreSQL, and
 * comes back, together. The server answers in turn, so nothing that waits for a
 * lock, or takes long, belongs here.
 */
export class SharedReads {
  readonly #pool: Pool;
  readonly #most: number;
  readonly #readersLimit: number;
  readonly #keepMs: number;
  #lanes: Lane[] = [];
  #readers = 0;

  /** With so many waiting, the next one is refused. */
  constructor(pool: Pool, queueLimit: number, keepMs = KEEP_MS) {
    this.#pool = pool;
    this.#keepMs = keepMs;
    // The other half is for transactions.
    this.#most = Math.ceil(pool.options.max / 2);
    this.#readersLimit = this.#most * READERS + queueLimit;
  }

  /** What `work` gives; it may send one statement, or several at once. */
  async use<T>(work: (session: Session) => Promise<T>): Promise<T> {
    if (this.#readers >= this.#readersLimit) throw new OverloadedError();
    const lane = this.#choose();
    lane.readers += 1;
    this.#readers += 1;
    try {
      return await work(lane.session ?? (await lane.taken));
    } finally {
      lane.readers -= 1;
      this.#readers -= 1;
      if (lane.readers === 0) this.#giveBack(lane);
    }
  }

  #choose(): Lane {
    const now = performance.now();
    const whole = this.#lanes.filter(
      ({ session, until }) => !session?.isBroken && now < until,
    );
    const open = whole.find(({ readers }) => readers < READERS);
    if (open) return open;
    if (whole.length < this.#most) return this.#open();
    return whole.reduce((least, lane) =>
      lane.readers < least.readers ? lane : least,
    );
  }

  #open(): Lane {
    const lane: Lane = {
      ...{ taken: Session.take(this.#pool), readers: 0 },
      until: performance.now() + this.#keepMs,
    };
    lane.taken.then(
      session => {
        lane.session = session;
      },
      // Who reads on it is told so.
      () => {},
    );
    this.#lanes.push(lane);
    return lane;
  }

  #giveBack(lane: Lane): void {
    this.#lanes = this.#lanes.filter(each => each !== lane);
    lane.session?.close();
  }
}
