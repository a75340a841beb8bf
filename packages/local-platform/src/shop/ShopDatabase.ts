import { Client } from 'pg';
import { z } from 'zod/v4';
import { addressOf, databaseOf } from './serviceEnvironment';
import type { ServiceName } from './services';

/** The database of one service, seen from outside. */
export class ShopDatabase {
  readonly #server: string;
  readonly #name: string;

  private constructor(server: string, name: string) {
    this.#server = server;
    this.#name = name;
  }

  /** The database of a service on a server; `server` is the address of any of its databases. */
  static of(server: string, service: ServiceName): ShopDatabase {
    return new ShopDatabase(server, databaseOf(service));
  }

  /** Makes it, where it is not there. */
  async create(): Promise<void> {
    await this.#ask(undefined, async client => {
      const { rowCount } = await client.query(
        'SELECT 1 FROM pg_database WHERE datname = $1',
        [this.#name],
      );
      if (rowCount === 0) {
        await client.query(
          `CREATE DATABASE ${client.escapeIdentifier(this.#name)}`,
        );
      }
    });
  }

  /** The rows of a question. */
  async rows<T>(
    schema: z.ZodType<T>,
    sql: string,
    values: unknown[] = [],
  ): Promise<T[]> {
    return this.#ask(this.#name, async client => {
      const { rows } = await client.query(sql, values);
      return z.array(schema).parse(rows);
    });
  }

  async #ask<T>(
    database: string | undefined,
    use: (client: Client) => Promise<T>,
  ): Promise<T> {
    const client = new Client({
      connectionString: database
        ? addressOf(this.#server, database)
        : this.#server,
      connectionTimeoutMillis: 5_000,
    });
    client.on('error', () => {});
    await client.connect();
    try {
      return await use(client);
    } finally {
      await client.end();
    }
  }
}
