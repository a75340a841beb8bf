import type { Pool, PoolClient, QueryResult } from 'pg';
import { traced } from '../tracing/traced';
import { breaksConnection, toAnswer, unavailable } from './databaseErrors';
import type { Statement } from './Database';

/** A connection while somebody has it: its statements run one after another, and a broken one goes back to nobody. */
export class Session {
  readonly #client: PoolClient;
  readonly #lost = Promise.withResolvers<never>();
  #broken: unknown;
  #last: Promise<unknown> = Promise.resolve();

  private constructor(client: PoolClient) {
    this.#client = client;
    // Without a listener, a server that drops the connection between two statements ends the process.
    client.on('error', this.#lose);
    this.#lost.promise.catch(() => {});
  }

  /** Waits for a connection; whatever keeps it away, the caller can only try again. */
  static async take(pool: Pool): Promise<Session> {
    const client = await pool.connect().catch(error => {
      throw unavailable(error);
    });
    return new Session(client);
  }

  /** Asks after what was asked before has its answer. */
  ask<Row extends object>(
    statement: Statement | string,
  ): Promise<QueryResult<Row>> {
    const turn = this.#last.then(() => this.#send<Row>(statement));
    this.#last = turn.catch(() => {});
    return turn;
  }

  /** What `work` gives; fails at once when the connection is lost, even where `work` never ends. */
  async whileConnected<T>(work: Promise<T>): Promise<T> {
    return Promise.race([work, this.#lost.promise]);
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
    this.#lost.reject(unavailable(error));
  };

  async #send<Row extends object>(
    statement: Statement | string,
  ): Promise<QueryResult<Row>> {
    if (this.#broken) throw unavailable(this.#broken);
    try {
      return await traced(
        typeof statement === 'string' ? statement : statement.name,
        { 'db.system.name': 'postgresql' },
        () => this.#client.query<Row>(asQuery(statement)),
      );
    } catch (error) {
      if (breaksConnection(error)) this.#lose(error);
      throw toAnswer(error);
    }
  }
}

function asQuery(statement: Statement | string) {
  if (typeof statement === 'string') return { text: statement };
  const { name, text, values = [] } = statement;
  return { name, text, values: [...values] };
}
