import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import { OverloadedError } from '../errors/ServiceError';
import type { HealthCheck } from '../health/Health';
import type { Log } from '../log/createLog';
import { addressOf } from './databaseAddress';
import { isTransient, unavailable } from './databaseErrors';
import type { DatabaseConfig } from './databaseSettings';
import { Gate } from './Gate';
import { Session } from './Session';
import { SharedReads } from './SharedReads';

/** One question: its name lets PostgreSQL keep the plan, and names it in traces. */
export interface Statement {
  name: string;
  text: string;
  values?: readonly unknown[];
}

/** Something that answers statements: the database, or a transaction of it. */
export interface Queryable {
  /** The rows of the answer; throws an UnavailableError where the database does not answer, an OverloadedError where too many wait for it. */
  query<Row extends object>(statement: Statement): Promise<Row[]>;
}

const CONNECT_MS = 1_500;
const STATEMENT_MS = 5_000;
const PROBE_MS = 1_000;
// The server's own limit comes first; this one is for a server that says nothing any more.
const NO_ANSWER_AFTER_MS = 1_000;
const ATTEMPTS = 3;

/** The database of a service: few connections, each question with an end, and no connection that is broken is used again. */
export class Database implements Queryable {
  readonly #pool: Pool;
  readonly #probe: Pool;
  readonly #shared: SharedReads;
  readonly #queueLimit: number;
  readonly #gate: Gate | undefined;
  #ended: Promise<unknown> | undefined;

  private constructor(options: {
    pool: Pool;
    probe: Pool;
    shared: SharedReads;
    queueLimit: number;
    gate?: Gate;
  }) {
    this.#pool = options.pool;
    this.#probe = options.probe;
    this.#shared = options.shared;
    this.#queueLimit = options.queueLimit;
    this.#gate = options.gate;
  }

  static create(options: {
    config: DatabaseConfig;
    service: string;
    log: Log;
    statementMs?: number;
  }): Database {
    const { config, service, log, statementMs = STATEMENT_MS } = options;
    const open = (most: number, ms: number) => {
      const pool = new Pool({
        ...addressOf(config),
        application_name: service,
        max: most,
        connectionTimeoutMillis: CONNECT_MS,
        idleTimeoutMillis: 30_000,
        // After a failover no connection stays with the old server for long.
        maxLifetimeSeconds: 1_800,
        statement_timeout: ms,
        query_timeout: ms + NO_ANSWER_AFTER_MS,
        // Also the end of a transaction whose code waits for something that never comes.
        idle_in_transaction_session_timeout: 2 * ms,
        keepAlive: true,
        keepAliveInitialDelayMillis: 10_000,
        // A statement may be sent before the one before it is answered.
        pipeline: true,
      });
      // An idle client that the server drops must not end the process.
      pool.on('error', error => log.warn({ err: error }, 'A connection broke'));
      return pool;
    };
    const pool = open(config.DATABASE_CONNECTIONS, statementMs);
    const queueLimit = config.DATABASE_QUEUE_LIMIT;
    return new Database({
      ...{ pool, probe: open(1, PROBE_MS), queueLimit },
      shared: new SharedReads(pool, queueLimit),
    });
  }

  /**
   * The same connections for what the service does by itself. It has half of
   * them at most, so that a burst of events leaves people the other half. And it
   * waits however many do: an event that is refused too often would end with the
   * dead letters. Ask for it once, as each one has a half of its own.
   */
  get forBackground(): Database {
    const half = Math.ceil(this.#pool.options.max / 2);
    return new Database({
      ...{ pool: this.#pool, probe: this.#probe, shared: this.#shared },
      ...{ queueLimit: Infinity, gate: Gate.create(half) },
    });
  }

  /**
   * The same database for reads that are over in a moment and wait for no lock:
   * those of the same moment share a connection, at half of what each costs by
   * itself. A slow one would make the others wait.
   */
  readonly reads: Queryable = {
    query: async <Row extends object>(statement: Statement) => {
      const read = async (session: Session) =>
        (await session.askAtOnce<Row>(statement)).rows;
      return this.#again(() => this.#shared.use(read));
    },
  };

  /** How many connections there are and may be, how many of them are free, and who waits for one. */
  get connections() {
    const { totalCount, idleCount, waitingCount, options } = this.#pool;
    return {
      most: options.max,
      total: totalCount,
      idle: idleCount,
      waiting: waitingCount,
    };
  }

  /**
   * Whether the database answers; for readiness. It has a connection of its own:
   * where every other one is busy the service is slow, and every replica would be
   * taken out at once, just when all of them are needed.
   */
  readonly check: HealthCheck = async () => {
    const ready = { name: 'ready', text: 'SELECT 1' };
    await this.#attempt(this.#probe, session => session.ask(ready));
  };

  async query<Row extends object>(statement: Statement): Promise<Row[]> {
    return this.#run(async session => {
      const { rows } = await session.ask<Row>(statement);
      return rows;
    });
  }

  /** Runs `work` whole or not at all; runs it again where PostgreSQL says that it collided with another. */
  async transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T> {
    return this.#run(session => inTransaction(session, work));
  }

  /** Closes every connection after what runs on it. */
  async end(): Promise<void> {
    this.#ended ??= Promise.all([this.#pool.end(), this.#probe.end()]);
    await this.#ended;
  }

  async #run<T>(use: (session: Session) => Promise<T>): Promise<T> {
    const run = () => this.#attempt(this.#pool, use);
    return this.#gate ? this.#gate.pass(run) : run();
  }

  async #attempt<T>(
    pool: Pool,
    use: (session: Session) => Promise<T>,
  ): Promise<T> {
    return this.#again(async () => {
      // Those who get a connection in this moment are counted as waiting, too.
      const waiting = pool.waitingCount - pool.idleCount;
      // Who would wait longest is told at once, instead of after a wait in vain.
      if (waiting >= this.#queueLimit) throw new OverloadedError();
      const session = await Session.take(pool);
      try {
        return await use(session);
      } finally {
        session.close();
      }
    });
  }

  /** Does it again where that may well succeed. */
  async #again<T>(work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work();
      } catch (error) {
        if (!isTransient(error)) throw error;
        if (attempt >= ATTEMPTS) throw unavailable(error);
      }
      await sleep(Math.random() * 20 * attempt);
    }
  }
}

async function inTransaction<T>(
  session: Session,
  work: (tx: Queryable) => Promise<T>,
): Promise<T> {
  let over = false;
  const query = async <Row extends object>(statement: Statement) => {
    // The connection may be somebody else's by now.
    if (over) throw new Error(`${statement.name}: the transaction is over`);
    return (await session.ask<Row>(statement)).rows;
  };
  await session.ask('BEGIN');
  try {
    const result = await session.whileConnected(work({ query }));
    over = true;
    const { command } = await session.ask('COMMIT');
    // PostgreSQL answers so, without an error, where a statement had failed.
    if (command === 'ROLLBACK') {
      throw new Error('A statement failed, so that nothing was committed');
    }
    return result;
  } catch (error) {
    over = true;
    await session.rollBack();
    throw error;
  }
}
