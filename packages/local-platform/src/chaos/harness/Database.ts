import { Client } from 'pg';
import { z } from 'zod/v4';
import type { PostgresConnection } from '../../postgres/EmbeddedPostgres';

/** The portal's database, for what no page tells or takes. */
export class Database {
  readonly #connection: PostgresConnection;

  constructor(connection: PostgresConnection) {
    this.#connection = connection;
  }

  /** The rows of a question. */
  async rows<T>(
    schema: z.ZodType<T>,
    sql: string,
    values: unknown[] = [],
  ): Promise<T[]> {
    const client = new Client(this.#connection);
    await client.connect();
    try {
      const { rows } = await client.query(sql, values);
      return z.array(schema).parse(rows);
    } finally {
      await client.end();
    }
  }
}
