import type { ChildProcess } from 'node:child_process';
import { chown, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { LauncherError, messageOf } from '../terminal/LauncherError';
import { findPostgres, type PostgresBinaries } from './binaries';
import { chooseRunAs, spawnAs, type RunAs } from './runAs';
import { clearStaleLock } from './staleLock';

const USER = 'portico';
const READY_TIMEOUT_MS = 30_000;

/** What a client needs to connect. */
export interface PostgresConnection {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
}

/** The same as an address. */
export function connectionUrl(connection: PostgresConnection): string {
  const { host, port, user, password, database } = connection;
  const address = new URL(`postgresql://${host}:${port}/${database}`);
  address.username = user;
  address.password = password;
  return address.toString();
}

/** What an embedded server is made of. */
export interface EmbeddedPostgresOptions {
  /** The checkout, whose node_modules hold PostgreSQL. */
  root: string;
  /** The folder of the server alone; made when it is missing. */
  folder: string;
  port: number;
  password: string;
  /** Made when it is missing. */
  database: string;
}

/** A PostgreSQL of our own, on the loopback address, with its data in one folder. */
export class EmbeddedPostgres {
  readonly #options: EmbeddedPostgresOptions;
  readonly #binaries: PostgresBinaries;
  readonly #runAs: RunAs;

  private constructor(
    options: EmbeddedPostgresOptions,
    binaries: PostgresBinaries,
    runAs: RunAs,
  ) {
    this.#options = options;
    this.#binaries = binaries;
    this.#runAs = runAs;
  }

  /** Finds the programs and makes the data folder on the first call. */
  static async prepare(
    options: EmbeddedPostgresOptions,
  ): Promise<EmbeddedPostgres> {
    const binaries = await findPostgres(options.root);
    const runAs = await chooseRunAs(binaries.postgres, options.folder);
    const server = new EmbeddedPostgres(options, binaries, runAs);
    await server.#initialise();
    return server;
  }

  get connection(): PostgresConnection {
    const { port, password, database } = this.#options;
    return { host: '127.0.0.1', port, user: USER, password, database };
  }

  get #data(): string {
    return join(this.#options.folder, 'data');
  }

  /** Starts the server, also after it was killed; through a command of root where one is given. */
  async launch(through: readonly string[] = []): Promise<ChildProcess> {
    await clearStaleLock(this.#data);
    const settings = {
      listen_addresses: '127.0.0.1',
      port: String(this.#options.port),
      unix_socket_directories: '',
      max_connections: '300',
      shared_buffers: '64MB',
      // In the data folder, so that a killed server leaves nothing elsewhere.
      dynamic_shared_memory_type: 'mmap',
      logging_collector: 'off',
    };
    const flags = Object.entries(settings).flatMap(([name, value]) => [
      '-c',
      `${name}=${value}`,
    ]);
    return spawnAs(
      this.#runAs,
      this.#binaries.postgres,
      ['-D', this.#data, ...flags],
      through,
    );
  }

  /** Waits until the server takes the password, and makes the database. */
  async ready(signal: AbortSignal): Promise<void> {
    const deadline = Date.now() + READY_TIMEOUT_MS;
    for (;;) {
      signal.throwIfAborted();
      try {
        await this.#ensureDatabase();
        return;
      } catch (error) {
        if (Date.now() > deadline) {
          throw new LauncherError(
            `PostgreSQL did not answer on port ${
              this.#options.port
            } within 30 s: ${messageOf(error)}`,
          );
        }
      }
      await sleep(50, undefined, { signal });
    }
  }

  async #ensureDatabase(): Promise<void> {
    const { database } = this.#options;
    const client = new Client({ ...this.connection, database: 'postgres' });
    client.on('error', () => undefined);
    await client.connect();
    try {
      const found = await client.query(
        'SELECT 1 FROM pg_database WHERE datname = $1',
        [database],
      );
      if (found.rowCount === 0) {
        await client.query(
          `CREATE DATABASE ${client.escapeIdentifier(database)}`,
        );
      }
    } finally {
      await client.end();
    }
  }

  /** Makes the data beside its place and renames it: half a cluster is never used. */
  async #initialise(): Promise<void> {
    if (await exists(join(this.#data, 'PG_VERSION'))) {
      return;
    }
    const next = `${this.#data}.new`;
    const passwordFile = join(this.#options.folder, 'password');
    await rm(next, { recursive: true, force: true });
    await writeFile(passwordFile, this.#options.password, { mode: 0o600 });
    if (this.#runAs === 'nobody') {
      const { uid, gid } = await stat(this.#options.folder);
      await chown(passwordFile, uid, gid);
    }
    try {
      await this.#initdb(next, passwordFile);
      await rename(next, this.#data);
    } finally {
      await rm(passwordFile, { force: true });
    }
  }

  async #initdb(folder: string, passwordFile: string): Promise<void> {
    const child = spawnAs(this.#runAs, this.#binaries.initdb, [
      `--pgdata=${folder}`,
      `--username=${USER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--no-sync',
    ]);
    let output = '';
    child.stdout?.on('data', chunk => (output += chunk));
    child.stderr?.on('data', chunk => (output += chunk));
    const code = await new Promise<number | string | null>(
      (resolve, reject) => {
        child.once('error', reject);
        child.once('close', (exitCode, signal) => resolve(exitCode ?? signal));
      },
    );
    if (code !== 0) {
      throw new LauncherError(
        `PostgreSQL could not make its data folder (${code}): ${output
          .trim()
          .split('\n')
          .slice(-3)
          .join(' ')}`,
      );
    }
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
