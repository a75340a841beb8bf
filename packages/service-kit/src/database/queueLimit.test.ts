import { readConfig } from '../config/readConfig';
import { OverloadedError } from '../errors/ServiceError';
import { createLog } from '../log/createLog';
import { testDatabase, untilTrue } from '../testUtils';
import { Database } from './Database';
import { databaseSettings } from './databaseSettings';

const log = createLog({ service: 'test', level: 'silent' });
const sleeping = { name: 'sleep', text: 'SELECT pg_sleep(0.2)' };
const held = { name: 'held', text: 'SELECT pg_advisory_xact_lock_shared(1)' };
const one = { name: 'one', text: 'SELECT 1 AS one' };

describe('DATABASE_QUEUE_LIMIT', () => {
  const { url } = testDatabase();
  const open: Database[] = [];

  const aDatabase = (limit: string) => {
    const database = Database.create({
      config: readConfig(databaseSettings, {
        DATABASE_URL: url(),
        DATABASE_CONNECTIONS: '2',
        DATABASE_QUEUE_LIMIT: limit,
      }),
      service: 'test',
      log,
    });
    open.push(database);
    return database;
  };
  afterEach(async () => {
    await Promise.all(open.splice(0).map(database => database.end()));
  });

  /** Two are asked, and three wait. */
  const crowd = async (database: Database, statement = sleeping) => {
    const asked = Array.from({ length: 5 }, () => database.query(statement));
    await untilTrue(
      'three wait',
      () =>
        database.connections.waiting === 3 && database.connections.total > 0,
    );
    return asked;
  };

  /** Answers nobody who asks for what is held, until it is let go. */
  const hold = async () => {
    let letGo = () => {};
    const told = new Promise<void>(resolve => {
      letGo = resolve;
    });
    let isHeld = false;
    const holding = aDatabase('1').transaction(async tx => {
      await tx.query({ name: 'hold', text: 'SELECT pg_advisory_xact_lock(1)' });
      isHeld = true;
      await told;
    });
    await untilTrue('it is held', () => isHeld);
    return async () => {
      letGo();
      await holding;
    };
  };

  it('should tell the next one at once, and answer those who wait', async () => {
    const letGo = await hold();
    const database = aDatabase('3');
    const asked = await crowd(database, held);
    // Nobody has been answered when they know: whatever the machine's pace, they did not wait.
    const refused = await Promise.all([
      database.query(one).catch(error => error),
      database.transaction(tx => tx.query(one)).catch(error => error),
    ]);
    expect(database.connections.waiting).toBe(3);
    await letGo();
    for (const error of refused) {
      expect(error).toBeInstanceOf(OverloadedError);
      expect(error).toMatchObject({ status: 503, code: 'OVERLOADED' });
    }
    expect(await Promise.all(asked)).toHaveLength(5);
    expect(await database.query(one)).toEqual([{ one: 1 }]);
  });

  it('should let the next one wait where there is room', async () => {
    const database = aDatabase('4');
    const asked = await crowd(database);
    expect(await database.query(one)).toEqual([{ one: 1 }]);
    await Promise.all(asked);
  });

  it('should let wait what the service does by itself, and be ready', async () => {
    const database = aDatabase('3');
    const asked = await crowd(database);
    expect(await database.forBackground.query(one)).toEqual([{ one: 1 }]);
    await Promise.all(asked);
    const again = await crowd(database);
    await database.check(AbortSignal.timeout(1_000));
    await Promise.all(again);
  });

  it('should leave people half of the connections, however much it does by itself', async () => {
    const database = aDatabase('3');
    const background = database.forBackground;
    const asked = Array.from({ length: 6 }, () => background.query(sleeping));
    await untilTrue('one is asked', () => database.connections.total === 1);
    expect(await database.query(one)).toEqual([{ one: 1 }]);
    expect(database.connections).toMatchObject({ total: 2, waiting: 0 });
    expect(await Promise.all(asked)).toHaveLength(6);
  });
});
