import { readConfig } from '../config/readConfig';
import { UnavailableError } from '../errors/ServiceError';
import { createLog } from '../log/createLog';
import { ask, testDatabase } from '../testUtils';
import { Database, type Queryable } from './Database';
import { databaseSettings } from './databaseSettings';

jest.setTimeout(60_000);

const log = createLog({ service: 'test', level: 'silent' });

/** Lets nobody on before `count` have come; who comes later finds it open. */
function barrier(count: number) {
  const { promise, resolve } = Promise.withResolvers<void>();
  let come = 0;
  return async () => {
    come += 1;
    if (come >= count) resolve();
    await promise;
  };
}

describe('a transaction that collides', () => {
  const place = testDatabase();
  let database: Database;

  beforeAll(async () => {
    await ask(
      place.url(),
      'CREATE TABLE lamps (name text PRIMARY KEY, count int NOT NULL DEFAULT 0)',
    );
    database = Database.create({
      config: readConfig(databaseSettings, { DATABASE_URL: place.url() }),
      service: 'test',
      log,
    });
  });
  beforeEach(() => ask(place.url(), 'TRUNCATE lamps'));
  afterAll(() => database.end());

  const lamps = () =>
    ask<{ name: string; count: number }>(
      place.url(),
      'SELECT name, count FROM lamps ORDER BY name',
    );
  const set = (tx: Queryable, what: string) =>
    tx.query({ name: `set-${what}`, text: `SET LOCAL ${what}` });

  /** Both look whether there is a lamp, and put one there where there is none. */
  async function putOneEach(isolation: string) {
    const bothLooked = barrier(2);
    let attempts = 0;
    await Promise.all(
      ['a', 'b'].map(name =>
        database.transaction(async tx => {
          attempts += 1;
          await set(tx, `transaction_isolation = '${isolation}'`);
          const found = await tx.query({
            name: 'look',
            text: 'SELECT name FROM lamps',
          });
          await bothLooked();
          if (found.length > 0) return;
          await tx.query({
            name: 'put',
            text: 'INSERT INTO lamps (name) VALUES ($1)',
            values: [name],
          });
        }),
      ),
    );
    return attempts;
  }

  it('should run again after a serialization failure', async () => {
    expect(await putOneEach('serializable')).toBe(3);
    expect(await lamps()).toHaveLength(1);
  });

  it('should not collide without serializable isolation, and be wrong instead', async () => {
    expect(await putOneEach('read committed')).toBe(2);
    expect(await lamps()).toHaveLength(2);
  });

  it('should run again after a deadlock', async () => {
    await ask(place.url(), "INSERT INTO lamps (name) VALUES ('a'), ('b')");
    const bothHold = barrier(2);
    let attempts = 0;
    await Promise.all(
      [
        ['a', 'b'],
        ['b', 'a'],
      ].map(names =>
        database.transaction(async tx => {
          attempts += 1;
          await set(tx, "deadlock_timeout = '50ms'");
          for (const name of names) {
            await tx.query({
              name: 'count',
              text: 'UPDATE lamps SET count = count + 1 WHERE name = $1',
              values: [name],
            });
            await bothHold();
          }
        }),
      ),
    );
    expect(attempts).toBe(3);
    expect(await lamps()).toEqual([
      { name: 'a', count: 2 },
      { name: 'b', count: 2 },
    ]);
  });

  it.each(['40001', '40P01'])(
    'should give up after three times, should %s never end',
    async code => {
      let attempts = 0;
      const never = database.transaction(async tx => {
        attempts += 1;
        await tx.query({
          name: `raise-${code}`,
          text: `DO $$ BEGIN RAISE EXCEPTION 'No' USING ERRCODE = '${code}'; END $$`,
        });
      });
      await expect(never).rejects.toThrow(UnavailableError);
      expect(attempts).toBe(3);
    },
  );

  it('should tell the caller to try again where the disk is full, and keep the connection', async () => {
    const full = database.transaction(tx =>
      tx.query({
        name: 'full',
        text: `DO $$ BEGIN RAISE EXCEPTION 'No' USING ERRCODE = 'disk_full'; END $$`,
      }),
    );
    const { total } = database.connections;
    await expect(full).rejects.toThrow(UnavailableError);
    expect(total).toBeGreaterThan(0);
    expect(database.connections).toMatchObject({ total, idle: total });
  });

  it('should run once where it breaks a rule of the table', async () => {
    let attempts = 0;
    const twice = database.transaction(async tx => {
      attempts += 1;
      await tx.query({
        name: 'twice',
        text: "INSERT INTO lamps (name) VALUES ('a'), ('a')",
      });
    });
    await expect(twice).rejects.toMatchObject({ code: '23505' });
    expect(attempts).toBe(1);
    expect(await lamps()).toEqual([]);
  });
});
