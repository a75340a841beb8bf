import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { EmbeddedPostgres, drawFreePort } from '@portico/local-platform/parts';
import { Client } from 'pg';
import { endChild } from './childProcess';

const ROOT = resolve(__dirname, '../../../..');
const SHARED = 'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING';

/** A PostgreSQL for one test file, which may stop and start it. */
export interface TestPostgres {
  /** Makes an empty database and gives its address. */
  createDatabase(): Promise<string>;
  port: number;
  /** The process, for tests that freeze or kill it. */
  pid(): number;
  start(): Promise<void>;
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** Ends it and removes its data. */
  remove(): Promise<void>;
}

/** Starts a PostgreSQL of the test's own. */
export async function startTestPostgres(): Promise<TestPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'portico-test-'));
  // PostgreSQL does not run as root, and must reach its folder as somebody else.
  chmodSync(folder, 0o711);
  const port = await drawFreePort([]);
  const server = await EmbeddedPostgres.prepare({
    root: ROOT,
    folder: join(folder, 'postgres'),
    port,
    password: randomBytes(12).toString('hex'),
    database: 'portico',
  });
  let child: ChildProcess | undefined;
  const start = async () => {
    child = await server.launch();
    child.stdout?.resume();
    child.stderr?.resume();
    await server.ready(new AbortController().signal);
  };
  const stop = async (signal: NodeJS.Signals = 'SIGQUIT') => {
    if (child) await endChild(child, signal);
  };
  await start();
  const { user, password } = server.connection;
  const address = `postgresql://${user}:${password}@127.0.0.1:${port}/portico`;
  return {
    port,
    pid: () => child?.pid ?? 0,
    start,
    stop,
    createDatabase: () => createDatabaseOn(address),
    remove: async () => {
      await stop('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * A database for one test file, dropped after it: on the PostgreSQL that the
 * whole run shares where there is one, else on one of its own.
 */
export function testDatabase(): { url(): string } {
  let url = '';
  let finish = async () => {};
  beforeAll(async () => {
    const shared = process.env[SHARED];
    if (shared) {
      url = await createDatabaseOn(shared);
      finish = () => dropDatabaseOn(shared, url);
    } else {
      const server = await startTestPostgres();
      url = await server.createDatabase();
      finish = server.remove;
    }
  }, 60_000);
  afterAll(() => finish());
  return { url: () => url };
}

async function createDatabaseOn(server: string): Promise<string> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await ask(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.toString();
}

async function dropDatabaseOn(server: string, url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  await ask(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}

/** Asks a database one thing, on a connection of its own. */
export async function ask<Row extends object>(
  url: string,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<Row>(text, [...values])).rows;
  } finally {
    await client.end();
  }
}
