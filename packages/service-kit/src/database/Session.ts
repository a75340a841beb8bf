import { Query, type Pool, type PoolClient, type QueryResult } from 'pg';
import { traced } from '../tracing/traced';
import { breaksConnection, toAnswer, unavailable } from './databaseErrors';
import type { Statement } from './Database';

const POSTGRESQL = { attributes: { 'db.system.name': 'postgresql' } };

/** A connection while somebody has it: its statements run one after another, and a broken one goes back to nobody. */
export class Session {
  readonly #client: PoolClient;
  #broken: unknown;
  /** Tells those who wait for more than an answer that there will be none. */
  #onLoss: (() => void) | undefined;
  /** Ends with what was asked last; absent where everything has its answer. */
  #last: Promise<void> | undefined;

  private constructor(client: PoolClient) {
    this.#client = client;
    // Without a listener, a server that drops the connection between two statements ends the process.
    client.on('error', this.#lose);
  }

  /** Waits for a connection; whatever keeps it away, the caller can only try again. */
  static async take(pool: Pool): Promise<Session> {
    const client = await pool.connect().catch(error => {
      throw unavailable(error);
    });
    return new Session(client);
  }

  /** Asks after what was asked before has its answer. */
  async ask<Row extends object>(
    statement: Statement | string,
  ): Promise<QueryResult<Row>> {
    const before = this.#last;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#last = promise;
    if (before) await before;
    try {
      return await this.#send<Row>(statement);
    } finally {
      if (this.#last === promise) this.#last = undefined;
      resolve();
    }
  }

  /** Asks without waiting for what was asked before; PostgreSQL answers in turn. */
  askAtOnce<Row extends object>(
    statement: Statement,
  ): Promise<QueryResult<Row>> {
    return this.#send<Row>(statement);
  }

  /** Whether nobody may use the connection again. */
  get isBroken(): boolean {
    return this.#broken !== undefined;
  }

  /** What `work` gives; fails at once when the connection is lost, even where `work` never ends. */
  async whileConnected<T>(work: Promise<T>): Promise<T> {
    const lost = new Promise<never>((_resolve, reject) => {
      this.#onLoss = () => reject(unavailable(this.#broken));
    });
    if (this.#broken) this.#onLoss?.();
    return Promise.race([work, lost]);
  }

  /** Takes back what the transaction did; where that fails, the server does it when the connection ends. */
  async rollBack(): Promise<void> {
    if (this.#broken) return;
    await this.ask('ROLLBACK').catch(this.#lose);
  }

  /** Gives the connection back, or ends it where it broke. */
  close(): void {
    this.#client.release(Boolean(this.#broken));
    this.#client.removeListener('error', this.#lose);
  }

  readonly #lose = (error: unknown): void => {
    this.#broken ??= error;
    this.#onLoss?.();
  };

  async #send<Row extends object>(
    statement: Statement | string,
  ): Promise<QueryResult<Row>> {
    if (this.#broken) throw unavailable(this.#broken);
    try {
      return await traced(
        typeof statement === 'string' ? statement : statement.name,
        POSTGRESQL,
        () => queryOf<Row>(this.#client, statement),
      );
    } catch (error) {
      // Its own leads to the socket; this one, to who asked.
      if (error instanceof Error) Error.captureStackTrace(error);
      if (breaksConnection(error)) this.#lose(error);
      throw toAnswer(error);
    }
  }
}

/** As `client.query` does it, which copies each property of a statement with its descriptor first. */
function queryOf<Row extends object>(
  client: PoolClient,
  statement: Statement | string,
): Promise<QueryResult<Row>> {
  const {
    name,
    text,
    values = [],
  }: Partial<Statement> & { text: string } = typeof statement === 'string'
    ? { text: statement }
    : statement;
  return new Promise((resolve, reject) => {
    const query = new Query<Row>(text, [...values], (error, result) => {
      if (error) reject(error);
      else resolve(result);
    });
    client.query(Object.assign(query, { name }));
  });
}
