import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool, type PoolClient } from 'pg';
import type { HealthCheck } from '../health/Health';
import type { Log } from '../log/createLog';
import { isTransient, isUnavailable, toAnswer } from './databaseErrors';
import type { DatabaseConfig } from './databaseSettings';

/** One question: its name lets PostgreSQL keep the plan, and names it in traces. */
export interface Statement {
  name: string;
  text: string;
  values?: readonly unknown[];
}

/** Something that answers statements: the database, or a transaction of it. */
export interface Queryable {
  /** The rows of the answer; throws an UnavailableError where the database does not answer. */
  query<Row extends object>(statement: Statement): Promise<Row[]>;
}

const CONNECT_MS = 1_500;
const STATEMENT_MS = 5_000;
// The server's own limit comes first; this one is for a server that says nothing any more.
const NO_ANSWER_MS = STATEMENT_MS + 1_000;
const IDLE_IN_TRANSACTION_MS = 10_000;
const ATTEMPTS = 3;

/** The database of a service: few connections, each question with an end, and no client that is broken is used again. */
export class Database implements Queryable {
  readonly #pool: Pool;

  private constructor(pool: Pool) {
    this.#pool = pool;
  }

  static create(options: {
    config: DatabaseConfig;
    service: string;
    log: Log;
    statementMs?: number;
  }): Database {
    const { config, service, log } = options;
    const statementMs = options.statementMs ?? STATEMENT_MS;
    const pool = new Pool({
      ...addressOf(config),
      application_name: service,
      max: config.DATABASE_CONNECTIONS,
      connectionTimeoutMillis: CONNECT_MS,
      idleTimeoutMillis: 30_000,
      statement_timeout: statementMs,
      query_timeout: statementMs + NO_ANSWER_MS - STATEMENT_MS,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
      keepAlive: true,
    });
    // An idle client that the server drops must not end the process.
    pool.on('error', error => log.warn({ err: error }, 'A connection broke'));
    return new Database(pool);
  }

  /** How many connections there are, how many of them are free, and who waits for one. */
  get connections(): { total: number; idle: number; waiting: number } {
    const { totalCount, idleCount, waitingCount } = this.#pool;
    return { total: totalCount, idle: idleCount, waiting: waitingCount };
  }

  /** Whether the database answers; for readiness. */
  readonly check: HealthCheck = async () => {
    await this.query({ name: 'ready', text: 'SELECT 1' });
  };

  async query<Row extends object>(statement: Statement): Promise<Row[]> {
    return this.#withClient(client => ask<Row>(client, statement));
  }

  /** Runs `work` whole or not at all; runs it again where PostgreSQL says that it collided with another. */
  async transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#withClient(client => inTransaction(client, work));
      } catch (error) {
        if (attempt >= ATTEMPTS || !isTransient(error)) throw error;
        await sleep(Math.random() * 20 * attempt);
      }
    }
  }

  /** Closes every connection after what runs on it. */
  async end(): Promise<void> {
    await this.#pool.end();
  }

  async #withClient<T>(use: (client: PoolClient) => Promise<T>): Promise<T> {
    let client: PoolClient | undefined;
    let broken = false;
    try {
      client = await this.#pool.connect();
      return await use(client);
    } catch (error) {
      broken = isUnavailable(error);
      throw toAnswer(error);
    } finally {
      client?.release(broken);
    }
  }
}

async function ask<Row extends object>(
  client: PoolClient,
  { name, text, values }: Statement,
): Promise<Row[]> {
  const { rows } = await client.query<Row>({
    name,
    text,
    values: values ? [...values] : [],
  });
  return rows;
}

async function inTransaction<T>(
  client: PoolClient,
  work: (tx: Queryable) => Promise<T>,
): Promise<T> {
  await client.query('BEGIN');
  try {
    const result = await work({
      query: statement => ask(client, statement),
    });
    await client.query('COMMIT');
    return result;
  } catch (error) {
    // A client that is gone cannot roll back; the server does it.
    if (!isUnavailable(error)) await client.query('ROLLBACK');
    throw error;
  }
}

/** What a client of pg is made with; the password is read when it connects. */
export function addressOf(config: DatabaseConfig) {
  const url = new URL(config.DATABASE_URL);
  const file = config.DATABASE_PASSWORD_FILE;
  return {
    host: url.hostname,
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username),
    database: decodeURIComponent(url.pathname.slice(1)),
    password: file
      ? async () => (await readFile(file, 'utf8')).trimEnd()
      : decodeURIComponent(url.password),
    ssl: url.searchParams.get('sslmode') === 'verify-full' || undefined,
  };
}
