import { setTimeout as sleep } from 'node:timers/promises';
import { runner } from 'node-pg-migrate';
import { Client } from 'pg';
import { EVENT_TABLES } from '../events/eventTables';
import type { Log } from '../log/createLog';
import { addressOf } from './databaseAddress';
import { isUnavailable } from './databaseErrors';
import type { DatabaseConfig } from './databaseSettings';

/** What is migrated. */
export interface MigrateOptions {
  config: DatabaseConfig;
  /** The folder of SQL files, each with an up and a down part. */
  folder: string;
  log: Log;
  direction?: 'up' | 'down';
  /** How long to wait for a database that does not answer yet. */
  patienceMs?: number;
}

const CONNECT_MS = 5_000;
const EVENT_TABLES_LOCK = 7_231_001;

/** Brings the tables of a service to what its SQL files say; processes that do it at once wait for each other. */
export async function migrate(options: MigrateOptions): Promise<void> {
  const { log, patienceMs = 60_000 } = options;
  const deadline = performance.now() + patienceMs;
  for (let attempt = 1; ; attempt++) {
    try {
      await migrateOnce(options);
      return;
    } catch (error) {
      const wait = Math.min(5_000, 200 * 2 ** attempt) * (0.5 + Math.random());
      const late = performance.now() + wait > deadline;
      if (late || !isUnavailable(error)) throw error;
      log.warn({ err: error }, 'The database does not answer yet');
      await sleep(wait);
    }
  }
}

async function migrateOnce(options: MigrateOptions): Promise<void> {
  const { config, folder, log, direction = 'up' } = options;
  const client = new Client({
    ...addressOf(config),
    connectionTimeoutMillis: CONNECT_MS,
  });
  client.on('error', error => log.warn({ err: error }, 'A connection broke'));
  await client.connect();
  try {
    await makeEventTables(client);
    await runner({
      dbClient: client,
      dir: folder,
      direction,
      count: Infinity,
      migrationsTable: 'migrations',
      advisoryLockMode: 'wait',
      verbose: false,
      logger: {
        info: () => {},
        warn: message => log.warn({ message }, 'migrating'),
        error: message => log.error({ message }, 'migrating'),
      },
    });
  } finally {
    await client.end();
  }
}

/** In statements of their own: a lock that ends before the tables are committed would keep nobody out. */
async function makeEventTables(client: Client): Promise<void> {
  await client.query('SELECT pg_advisory_lock($1)', [EVENT_TABLES_LOCK]);
  try {
    await client.query(EVENT_TABLES);
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [EVENT_TABLES_LOCK]);
  }
}
