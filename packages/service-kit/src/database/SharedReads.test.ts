import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { Pool } from 'pg';
import { readConfig } from '../config/readConfig';
import { OverloadedError, UnavailableError } from '../errors/ServiceError';
import { createLog } from '../log/createLog';
import { ask, leastOf, testDatabase, untilTrue } from '../testUtils';
import { Database } from './Database';
import { databaseSettings } from './databaseSettings';
import { SharedReads } from './SharedReads';

jest.setTimeout(60_000);

const log = createLog({ service: 'test', level: 'silent' });
const MOST = 4;

interface Answer {
  value: number;
  pid: number;
}

/** The same database behind a line on which everything arrives late. */
async function openFarDatabase(url: string, lateMs: number) {
  const { hostname, port } = new URL(url);
  const line = createServer(near => {
    const far = connect(Number(port), hostname);
    near.on('data', data => setTimeout(() => far.write(data), lateMs));
    far.on('data', data => near.write(data));
    near.on('close', () => far.destroy());
    for (const end of [near, far]) end.on('error', () => {});
  }).listen(0, '127.0.0.1');
  await once(line, 'listening');
  const away = new URL(url);
  away.port = String((line.address() as AddressInfo).port);
  const database = Database.create({
    config: readConfig(databaseSettings, { DATABASE_URL: away.toString() }),
    service: 'test',
    log,
  });
  const close = async () => {
    await database.end();
    line.close();
  };
  return { database, close };
}

describe('reads that share a connection', () => {
  const place = testDatabase();
  let database: Database;

  beforeAll(() => ask(place.url(), 'CREATE TABLE things (name text)'));
  beforeEach(() => {
    database = Database.create({
      config: readConfig(databaseSettings, {
        DATABASE_URL: place.url(),
        DATABASE_CONNECTIONS: String(MOST),
        DATABASE_QUEUE_LIMIT: '5',
      }),
      service: 'test',
      log,
      statementMs: 1_000,
    });
  });
  afterEach(() => database.end());

  const read = (value: number) =>
    database.reads.query<Answer>({
      name: 'read',
      // What one asks for must not come to another: it fails for zero.
      text: 'SELECT $1::int / $1::int * $1::int AS value, pg_backend_pid() AS pid',
      values: [value],
    });
  const readAtOnce = (many: number) =>
    Promise.all(Array.from({ length: many }, (_none, n) => read(n + 1)));
  const sleep = (seconds: number) =>
    database.reads.query({
      name: 'sleep',
      text: 'SELECT pg_sleep($1)',
      values: [seconds],
    });
  const pidsOf = (answers: Answer[][]) =>
    new Set(answers.flat().map(({ pid }) => pid));
  const expectAllIdle = () => {
    const { total, idle, waiting } = database.connections;
    expect({ idle, waiting }).toEqual({ idle: total, waiting: 0 });
  };

  it('should be on one connection while they are few, and on half of all at most', async () => {
    expect(pidsOf(await readAtOnce(8)).size).toBe(1);
    expect(pidsOf(await readAtOnce(9)).size).toBe(2);
    expect(pidsOf(await readAtOnce(21)).size).toBe(MOST / 2);
    expectAllIdle();
  });

  it('should not wait for the answers of others', async () => {
    const LATE_MS = 40;
    const far = await openFarDatabase(place.url(), LATE_MS);
    const { reads } = far.database;
    const one = { name: 'one', text: 'SELECT 1 AS one' };
    await reads.query(one);
    const turn = async () => {
      const from = performance.now();
      await Promise.all(Array.from({ length: 8 }, () => reads.query(one)));
      return performance.now() - from;
    };
    expect(await leastOf(3, 4 * LATE_MS, turn)).toBeLessThan(4 * LATE_MS);
    await far.close();
  });

  it('should give everybody their own answer, or their own error', async () => {
    const values = Array.from({ length: 20 }, (_none, n) => n % 5);
    const answers = await Promise.all(
      values.map(value =>
        read(value).then(
          ([answer]) => answer.value,
          ({ code }) => code,
        ),
      ),
    );
    expect(answers).toEqual(values.map(value => value || '22012'));
    expectAllIdle();
  });

  it('should end for all whose connection is lost, and go on with another', async () => {
    const [[{ pid }]] = await readAtOnce(1);
    // Who asks again at once does so while others have not heard of it yet.
    const again: Array<Promise<Answer[]>> = [];
    const asked = [sleep(0.9), ...[1, 2, 3].map(read)].map(each =>
      each.catch(error => {
        again.push(read(7));
        throw error;
      }),
    );
    const ends = Promise.allSettled(asked);
    await untilTrue('it is busy', async () => {
      const [{ state }] = await ask<{ state: string }>(
        place.url(),
        'SELECT state FROM pg_stat_activity WHERE pid = $1',
        [pid],
      );
      return state === 'active';
    });
    await ask(place.url(), 'SELECT pg_terminate_backend($1)', [pid]);
    for (const end of await ends) {
      expect(end).toMatchObject({ reason: expect.any(UnavailableError) });
    }
    const answers = await Promise.all(again);
    expect(answers).toHaveLength(4);
    expect(pidsOf(answers).has(pid)).toBe(false);
    expectAllIdle();
  });

  it('should not fail for one that takes too long', async () => {
    const slow = sleep(30).catch(reason => reason);
    expect((await readAtOnce(3)).flat().map(({ value }) => value)).toEqual([
      ...[1, 2, 3],
    ]);
    expect(await slow).toBeInstanceOf(UnavailableError);
    expectAllIdle();
  });

  it('should be asked again where a plan is of no use any more', async () => {
    const all = () =>
      database.reads.query({ name: 'all', text: 'SELECT * FROM things' });
    await ask(place.url(), `INSERT INTO things VALUES ('lamp')`);
    await all();
    await ask(place.url(), 'ALTER TABLE things ADD COLUMN price integer');
    const answers = await Promise.all([all(), all(), all()]);
    expect(answers).toEqual(Array(3).fill([{ name: 'lamp', price: null }]));
    expectAllIdle();
  });

  it('should be refused where too many wait, and leave the others as many connections', async () => {
    // Eight on each of two connections, and five more.
    const asked = Array.from({ length: 21 }, () => sleep(0.01));
    await expect(read(1)).rejects.toThrow(OverloadedError);
    const one = { name: 'one', text: 'SELECT 1 AS one' };
    const others = [1, 2].map(() => database.transaction(tx => tx.query(one)));
    expect(await Promise.all(others)).toEqual([[{ one: 1 }], [{ one: 1 }]]);
    await Promise.all(asked);
    expect(await read(1)).toMatchObject([{ value: 1 }]);
    expectAllIdle();
  });

  it('should give a connection back after a while, however many read on it', async () => {
    const pool = new Pool({
      ...{ connectionString: place.url(), max: 2, pipeline: true },
    });
    const shared = new SharedReads(pool, 5, 100);
    let taken = 0;
    pool.on('acquire', () => {
      taken += 1;
    });
    const slow = { name: 'slow', text: 'SELECT pg_sleep(0.05)' };
    // Two who read in turns: one of them always does.
    const reader = async () => {
      for (let n = 0; n < 8; n++) {
        await shared.use(session => session.askAtOnce(slow));
      }
    };
    await Promise.all([reader(), reader()]);
    await pool.end();
    expect(taken).toBeGreaterThan(1);
  });

  it('should say that a database does not answer that is not there', async () => {
    const away = Database.create({
      config: readConfig(databaseSettings, {
        DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
      }),
      service: 'test',
      log,
    });
    const asked = [1, 2, 3].map(() =>
      away.reads.query({ name: 'one', text: 'SELECT 1' }),
    );
    for (const end of await Promise.allSettled(asked)) {
      expect(end).toMatchObject({ reason: expect.any(UnavailableError) });
    }
    await away.end();
  });
});
