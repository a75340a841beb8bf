import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { temporaryFolder } from '../__testUtils__/temporaryFolder';
import { drawFreePort } from '../data/freePort';
import { EmbeddedPostgres } from './EmbeddedPostgres';
import { spawnAs } from './runAs';

const runAs = process.getuid?.() === 0 ? 'nobody' : 'self';
const root = resolve(__dirname, '../../../..');

jest.setTimeout(60_000);

describe('EmbeddedPostgres', () => {
  const folder = temporaryFolder();
  const hidden = temporaryFolder();
  const never = new AbortController().signal;
  const children: ChildProcess[] = [];

  beforeAll(() => chmodSync(folder, 0o711));

  afterAll(async () => {
    await Promise.all(children.map(child => end(child, 'SIGKILL')));
  });

  async function prepare(name: string): Promise<EmbeddedPostgres> {
    return EmbeddedPostgres.prepare({
      root,
      folder: join(folder, name),
      port: await drawFreePort([]),
      password: 'a long password',
      database: 'portico',
    });
  }

  async function start(server: EmbeddedPostgres): Promise<ChildProcess> {
    const child = await server.launch();
    children.push(child);
    child.stdout?.resume();
    child.stderr?.resume();
    await server.ready(never);
    return child;
  }

  async function end(child: ChildProcess, signal: NodeJS.Signals) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      await once(child, 'exit');
    }
  }

  async function ask(server: EmbeddedPostgres, sql: string, password?: string) {
    const connection = server.connection;
    const client = new Client({
      ...connection,
      password: password ?? connection.password,
    });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  }

  it('should keep its data over a stop, a kill and a stale lock', async () => {
    const server = await prepare('kept');
    let child = await start(server);
    await ask(
      server,
      "CREATE TABLE t (word text); INSERT INTO t VALUES ('kept')",
    );
    await end(child, 'SIGINT');

    child = await start(server);
    await end(child, 'SIGKILL');
    // As after a restart of the machine, when another process has the number,
    // one of the same user: PostgreSQL believes that it is a server.
    const stranger = spawnAs(runAs, 'sleep', ['60']);
    children.push(stranger);
    const lock = join(folder, 'kept', 'data', 'postmaster.pid');
    const text = readFileSync(lock, 'utf8');
    writeFileSync(lock, text.replace(/^\d+/, String(stranger.pid)));

    child = await start(server);
    expect(await ask(server, 'SELECT word FROM t')).toEqual([{ word: 'kept' }]);
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
    await end(child, 'SIGINT');
    expect(readdirSync(join(folder, 'kept'))).toEqual(['data']);
  });

  it('should ask for the password, on the loopback address only', async () => {
    const server = await prepare('closed');
    const child = await start(server);
    await expect(ask(server, 'SELECT 1', 'guessed')).rejects.toThrow(
      'password authentication failed',
    );
    expect(
      await ask(
        server,
        "SELECT name, setting FROM pg_settings WHERE name IN ('listen_addresses', 'unix_socket_directories', 'fsync') ORDER BY name",
      ),
    ).toEqual([
      { name: 'fsync', setting: 'on' },
      { name: 'listen_addresses', setting: '127.0.0.1' },
      { name: 'unix_socket_directories', setting: '' },
    ]);
    await end(child, 'SIGINT');
  });

  it('should run below a folder that only its owner may enter', async () => {
    const server = await EmbeddedPostgres.prepare({
      root,
      folder: join(hidden, 'postgres'),
      port: await drawFreePort([]),
      password: 'a long password',
      database: 'portico',
    });
    const child = await start(server);
    expect(await ask(server, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await end(child, 'SIGINT');
  });
});
