import dns from 'node:dns';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
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
const CONNECTIONS = 3;
// A connection has 1.5 s to come about; the rest is for a busy machine.
const ON_TIME_MS = 3_000;

/** A way to PostgreSQL that takes every connection, and passes it on late or never. */
async function openGate(target: number) {
  const sockets = new Set<Socket>();
  const server = createServer().listen(0, '127.0.0.1');
  const gate = {
    port: 0,
    /** Milliseconds until a connection is passed on; never where it is absent. */
    delayMs: undefined as number | undefined,
    taken: 0,
    get held() {
      return sockets.size;
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
  server.on('connection', async socket => {
    gate.taken += 1;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    socket.resume();
    if (gate.delayMs === undefined) return;
    socket.pause();
    await sleep(gate.delayMs);
    if (socket.destroyed) return;
    const behind = connect(target, '127.0.0.1');
    behind.on('error', () => socket.destroy());
    socket.on('close', () => behind.destroy());
    socket.pipe(behind).pipe(socket);
  });
  await once(server, 'listening');
  gate.port = (server.address() as AddressInfo).port;
  return gate;
}

describe('connecting', () => {
  let server: TestPostgres;
  let url: string;
  const databases: Database[] = [];

  beforeAll(async () => {
    server = await startTestPostgres();
    url = await server.createDatabase();
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await Promise.all(databases.splice(0).map(database => database.end()));
  });
  afterAll(() => server.remove());

  function open(address: string | URL, more: Record<string, string> = {}) {
    const database = Database.create({
      config: readConfig(databaseSettings, {
        DATABASE_URL: String(address),
        DATABASE_CONNECTIONS: String(CONNECTIONS),
        ...more,
      }),
      service: 'test',
      log,
    });
    databases.push(database);
    return database;
  }

  const through = ({ port }: { port: number }, host = '127.0.0.1') =>
    Object.assign(new URL(url), { host: `${host}:${port}` });

  async function failsOnTime(database: Database, times: number) {
    const from = performance.now();
    const asked = await Promise.allSettled(
      Array.from({ length: times }, () => database.query(one)),
    );
    expect(performance.now() - from).toBeLessThan(ON_TIME_MS);
    for (const outcome of asked) {
      expect(outcome).toMatchObject({ reason: expect.any(UnavailableError) });
    }
  }

  it.each([
    ['takes connections and never answers', undefined],
    ['answers when nobody waits any more', 2_000],
  ])(
    'should end on time where the database %s, and keep no connection',
    async (_how, delayMs) => {
      const gate = await openGate(server.port);
      gate.delayMs = delayMs;
      try {
        const database = open(through(gate));
        await failsOnTime(database, 4 * CONNECTIONS);
        expect(gate.taken).toBeGreaterThanOrEqual(CONNECTIONS);
        await untilTrue('every socket is closed', () => gate.held === 0);
        // The pool hears of a closed socket a moment after the other end.
        await untilTrue(
          'the pool holds none either',
          () => database.connections.total === 0,
        );
        expect(database.connections).toMatchObject({ waiting: 0 });
        gate.delayMs = 0;
        expect(await database.query(one)).toEqual([{ one: 1 }]);
      } finally {
        gate.close();
      }
    },
  );

  it('should wait for a database that is slow, and not too slow', async () => {
    const gate = await openGate(server.port);
    gate.delayMs = 700;
    try {
      const database = open(through(gate));
      expect(await database.query(one)).toEqual([{ one: 1 }]);
    } finally {
      gate.close();
    }
  });

  it('should end on time where the name is looked up for too long, and connect to nothing afterwards', async () => {
    const gate = await openGate(server.port);
    const { lookup } = dns;
    const lookups = jest.spyOn(dns, 'lookup').mockImplementation(((
      name: string,
      ...rest: unknown[]
    ) => {
      setTimeout(
        () => Reflect.apply(lookup, dns, ['127.0.0.1', ...rest]),
        name === 'db.internal' ? 2_000 : 0,
      );
    }) as typeof lookup);
    try {
      const database = open(through(gate, 'db.internal'));
      await failsOnTime(database, CONNECTIONS);
      expect(lookups).toHaveBeenCalled();
      await sleep(1_000);
      expect(gate.taken).toBe(0);
      expect(database.connections).toMatchObject({ total: 0, waiting: 0 });
    } finally {
      gate.close();
    }
  });

  describe('with a password that is rotated', () => {
    const folder = mkdtempSync(join(tmpdir(), 'portico-test-'));
    const file = join(folder, 'password');
    afterAll(() => rmSync(folder, { recursive: true }));

    async function rotate(database: Database, password: string) {
      await ask(url, `ALTER ROLE lamp PASSWORD '${password}'`);
      await ask(
        url,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'lamp'",
      );
      await untilTrue('it is gone', () => database.connections.total === 0);
    }

    it('should use the new one without a restart, and nothing but the new one', async () => {
      await ask(url, "CREATE ROLE lamp LOGIN PASSWORD 'old'");
      const address = Object.assign(new URL(url), {
        username: 'lamp',
        password: '',
      });
      writeFileSync(file, 'old\n');
      const database = open(address, { DATABASE_PASSWORD_FILE: file });
      expect(await database.query(one)).toEqual([{ one: 1 }]);

      await rotate(database, 'new');
      await expect(database.query(one)).rejects.toThrow(UnavailableError);
      writeFileSync(file, 'new\n');
      expect(await database.query(one)).toEqual([{ one: 1 }]);
      await database.check(new AbortController().signal);

      const fixed = Object.assign(new URL(address), { password: 'old' });
      await expect(open(fixed).query(one)).rejects.toThrow(UnavailableError);
    });
  });
});
