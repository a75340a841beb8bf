import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { aService, stopServices } from '../__testUtils__/service';
import { readConfig } from '../config/readConfig';
import { UnavailableError } from '../errors/ServiceError';
import { createLog } from '../log/createLog';
import {
  ask,
  startTestPostgres,
  untilTrue,
  type TestPostgres,
} from '../testUtils';
import { Database } from './Database';
import { databaseSettings } from './databaseSettings';

jest.setTimeout(60_000);

const log = createLog({ service: 'test', level: 'silent' });
const one = { name: 'one', text: 'SELECT 1 AS one' };

describe('Database', () => {
  let server: TestPostgres;
  let url: string;
  let database: Database;

  beforeAll(async () => {
    server = await startTestPostgres();
    url = await server.createDatabase();
    await ask(url, 'CREATE TABLE things (name text PRIMARY KEY)');
  });
  afterAll(() => server.remove());

  beforeEach(() => {
    database = Database.create({
      config: readConfig(databaseSettings, {
        DATABASE_URL: url,
        DATABASE_CONNECTIONS: '3',
      }),
      service: 'test',
      log,
      statementMs: 1_000,
    });
  });
  afterEach(async () => {
    await stopServices();
    await database.end();
    await ask(url, 'TRUNCATE things');
  });

  const insert = (name: string) => ({
    name: 'insert',
    text: 'INSERT INTO things VALUES ($1)',
    values: [name],
  });
  const terminateOthers = () =>
    ask(
      url,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );

  const backends = async () => {
    const rows = await ask<{ pid: number }>(
      url,
      `SELECT pid FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    return rows.map(({ pid }) => pid);
  };

  it('should keep all of a transaction, or nothing', async () => {
    await database.transaction(tx => tx.query(insert('kept')));
    await expect(
      database.transaction(async tx => {
        await tx.query(insert('lost'));
        throw new Error('No');
      }),
    ).rejects.toThrow('No');
    expect(await ask(url, 'SELECT name FROM things')).toEqual([
      { name: 'kept' },
    ]);
  });

  it('should give a connection one statement after the other, however they are asked', async () => {
    const send = jest.spyOn(Client.prototype, 'query');
    await database.transaction(async tx => {
      const before = send.mock.calls.length;
      const asked = ['a', 'b', 'c'].map(name => tx.query(insert(name)));
      expect(send.mock.calls.length - before).toBe(1);
      await Promise.all(asked);
      expect(send.mock.calls.length - before).toBe(3);
    });
    send.mockRestore();
    expect(await ask(url, 'SELECT name FROM things')).toHaveLength(3);
  });

  it('should end a transaction whose connection is gone, also where its work never ends', async () => {
    const never = database.transaction(() => new Promise(() => {}));
    // Its time is over after two seconds.
    await expect(never).rejects.toThrow(UnavailableError);
  });

  it('should say who asked what the database refuses', async () => {
    const wrong = { name: 'wrong', text: 'SELECT 1 / 0' };
    const error = await database.query(wrong).catch(reason => reason);
    expect(error).toMatchObject({ code: '22012' });
    expect(error.stack).toContain(__filename);
  });

  it('should outlive connections that the server ends, idle, asking or in between', async () => {
    await Promise.all([1, 2, 3].map(() => database.query(one)));
    await terminateOthers();
    await sleep(50);
    expect(await database.query(one)).toEqual([{ one: 1 }]);

    const asking = database.query({
      name: 'sleep',
      text: 'SELECT pg_sleep(0.8)',
    });
    asking.catch(() => {});
    const between = database.transaction(async tx => {
      await tx.query(insert('never'));
      await sleep(600);
      await tx.query(one);
    });
    between.catch(() => {});
    await sleep(200);
    await terminateOthers();
    await expect(asking).rejects.toThrow(UnavailableError);
    await expect(between).rejects.toThrow(UnavailableError);
    expect(await database.query(one)).toEqual([{ one: 1 }]);
    expect(await ask(url, 'SELECT name FROM things')).toEqual([]);
  });

  it('should give up on a server that stands still, and use it again when it goes on', async () => {
    const [{ pid }] = await database.query<{ pid: number }>({
      name: 'pid',
      text: 'SELECT pg_backend_pid() AS pid',
    });
    for (const frozen of [server.pid(), pid]) process.kill(frozen, 'SIGSTOP');
    const from = performance.now();
    try {
      await expect(database.query(one)).rejects.toThrow(UnavailableError);
      expect(performance.now() - from).toBeLessThan(3_500);
    } finally {
      for (const frozen of [server.pid(), pid]) process.kill(frozen, 'SIGCONT');
    }
    expect(await database.query(one)).toEqual([{ one: 1 }]);
  });

  it('should be ready while every connection is busy, and not while the server stands still', async () => {
    const { url: service } = await aService({
      checks: { database: database.check },
    });
    const readiness = async () =>
      (await fetch(`${service}/health/readiness`)).status;
    const busy = Array.from({ length: 3 * 3 }, () =>
      database.query({ name: 'busy', text: 'SELECT pg_sleep(0.8)' }),
    );
    const asked = Promise.allSettled(busy);
    await untilTrue('others wait', () => database.connections.waiting > 0);
    expect(await readiness()).toBe(200);
    expect(database.connections.waiting).toBeGreaterThan(0);
    await asked;

    const frozen = [server.pid(), ...(await backends())];
    for (const pid of frozen) process.kill(pid, 'SIGSTOP');
    try {
      expect(await readiness()).toBe(503);
    } finally {
      for (const pid of frozen) process.kill(pid, 'SIGCONT');
    }
    await untilTrue('ready again', async () => (await readiness()) === 200);
  });

  it('should recover from a restart of the server at once', async () => {
    await database.query(one);
    await server.stop('SIGQUIT');
    await expect(database.query(one)).rejects.toThrow(UnavailableError);
    await server.start();
    expect(await database.query(one)).toEqual([{ one: 1 }]);
  });

  it('should have every connection back after a thousand failures', async () => {
    await Promise.all(
      Array.from({ length: 1_000 }, async (_none, index) => {
        const failing = database.transaction(async tx => {
          await tx.query(one);
          if (index % 2) throw new Error('No');
          await tx.query({ name: 'wrong', text: 'SELECT 1 / 0' });
        });
        await failing.catch(() => {});
      }),
    );
    const { total, idle, waiting } = database.connections;
    expect({ idle, waiting }).toEqual({ idle: total, waiting: 0 });
    expect(total).toBeLessThanOrEqual(3);
  });

  it('should say to the caller nothing of what was asked', async () => {
    const slow = database.query({
      name: 'slow',
      text: "SELECT pg_sleep(5), 'canary'",
    });
    const error = await slow.catch(reason => reason);
    expect(error).toBeInstanceOf(UnavailableError);
    expect(error.headers).toEqual({ 'Retry-After': '2' });
    expect(error.message).not.toContain('canary');
  });
});
