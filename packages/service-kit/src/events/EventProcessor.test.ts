import { randomUUID } from 'node:crypto';
import { readConfig } from '../config/readConfig';
import { Database } from '../database/Database';
import { databaseSettings } from '../database/databaseSettings';
import { UnavailableError } from '../errors/ServiceError';
import { createLog } from '../log/createLog';
import { ask, testDatabase } from '../testUtils';
import { EventProcessor } from './EventProcessor';
import { EVENT_TABLES } from './eventTables';
import { lambdaHandler } from './lambdaHandler';
import { createEvent, PoisonError } from './ShopEvent';

jest.setTimeout(60_000);

const log = createLog({ service: 'test', level: 'silent' });

/** Sequences are not rolled back: the second commit finds another number. */
const COLLIDE_ONCE = `
CREATE SEQUENCE commits;
CREATE FUNCTION collide() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF nextval('commits') = 1 THEN
    RAISE EXCEPTION 'collided' USING ERRCODE = 'serialization_failure';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER collide AFTER INSERT ON effects
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION collide();
`;

function reserved(orderId = randomUUID()) {
  return createEvent({
    type: 'stock.reserved.v1',
    source: 'product-service',
    subject: orderId,
    data: { orderId },
  });
}

describe('EventProcessor', () => {
  const place = testDatabase();
  let database: Database;
  let fail = false;

  beforeAll(async () => {
    await ask(place.url(), EVENT_TABLES);
    await ask(place.url(), 'CREATE TABLE effects (order_id uuid)');
    database = Database.create({
      config: readConfig(databaseSettings, { DATABASE_URL: place.url() }),
      service: 'test',
      log,
    });
  });
  afterAll(() => database.end());

  const effects: string[] = [];
  let follow = async () => {};
  const attempts: string[] = [];
  const counted: string[] = [];
  const processor = () =>
    EventProcessor.create({
      consumer: 'test',
      database,
      log,
      handlers: {
        'stock.reserved.v1': async ({ data }, tx) => {
          await tx.query({
            name: 'effect',
            text: 'INSERT INTO effects VALUES ($1)',
            values: [data.orderId],
          });
          if (fail) throw new Error('It fails');
          attempts.push(data.orderId);
          return async () => {
            counted.push(data.orderId);
            await follow();
          };
        },
      },
      onEffect: async ({ subject }) => {
        effects.push(subject);
        await follow();
      },
    });
  const countOf = async (orderId: string) => {
    const rows = await ask(
      place.url(),
      'SELECT 1 FROM effects WHERE order_id = $1',
      [orderId],
    );
    return rows.length;
  };

  it('should give an event its effect once, also ten times at once', async () => {
    const event = reserved();
    const text = JSON.stringify(event);
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => processor().process(text)),
    );
    expect(outcomes.filter(outcome => outcome === 'done')).toHaveLength(1);
    expect(await processor().process(text)).toBe('seen');
    expect(await countOf(event.subject)).toBe(1);
    expect(effects.filter(one => one === event.subject)).toHaveLength(1);
  });

  it('should undo what a handler did before it failed, and take the event again', async () => {
    const event = reserved();
    const text = JSON.stringify(event);
    fail = true;
    await expect(processor().process(text)).rejects.toThrow('It fails');
    expect(await countOf(event.subject)).toBe(0);
    fail = false;
    expect(await processor().process(text)).toBe('done');
    expect(await countOf(event.subject)).toBe(1);
  });

  it('should do once what is to be done after the commit, also where the transaction runs again', async () => {
    const event = reserved();
    const before = attempts.length;
    // Collides at the commit, as two transactions may, the first time only.
    await ask(place.url(), COLLIDE_ONCE);
    await processor().process(JSON.stringify(event));
    await ask(place.url(), 'DROP TRIGGER collide ON effects');
    expect(attempts.slice(before)).toEqual([event.subject, event.subject]);
    expect(counted.filter(one => one === event.subject)).toHaveLength(1);
    expect(await countOf(event.subject)).toBe(1);
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('No');
      },
    ],
    ['rejects', () => Promise.reject(new Error('No'))],
  ])(
    'should be done with an event that had its effect, also where what follows %s',
    async (_how, fails) => {
      const event = reserved();
      const text = JSON.stringify(event);
      follow = fails;
      try {
        expect(await processor().process(text)).toBe('done');
      } finally {
        follow = async () => {};
      }
      expect(await countOf(event.subject)).toBe(1);
      expect(await processor().process(text)).toBe('seen');
      expect(effects.filter(one => one === event.subject)).toHaveLength(1);
    },
  );

  it('should pass over what is for others', async () => {
    const event = { ...reserved(), type: 'stock.refused.v1' };
    expect(await processor().process(JSON.stringify(event))).toBe('not-ours');
  });

  it.each([
    ['no JSON', 'nothing'],
    ['no event', '{}'],
    ['wrong data', JSON.stringify({ ...reserved(), data: { orderId: 'x' } })],
    [
      'a version that nobody here knows',
      JSON.stringify({ ...reserved(), type: 'stock.reserved.v2' }),
    ],
  ])('should give up on %s', async (_what, text) => {
    await expect(processor().process(text)).rejects.toThrow(PoisonError);
  });

  it('should be ready while it can write, and not where it can only read', async () => {
    const before = await ask(place.url(), 'SELECT 1 FROM inbox');
    await processor().ready();
    expect(await ask(place.url(), 'SELECT 1 FROM inbox')).toHaveLength(
      before.length,
    );
    const name = new URL(place.url()).pathname.slice(1);
    const setting = `ALTER DATABASE ${name}`;
    // As on a server that became a standby: reading goes on.
    await ask(place.url(), `${setting} SET default_transaction_read_only = on`);
    const reading = Database.create({
      config: readConfig(databaseSettings, { DATABASE_URL: place.url() }),
      service: 'test',
      log,
    });
    try {
      await reading.query({ name: 'one', text: 'SELECT 1' });
      const unready = EventProcessor.create({
        ...{ consumer: 'test', database: reading, handlers: {}, log },
      });
      await expect(unready.ready()).rejects.toThrow(UnavailableError);
    } finally {
      await reading.end();
      await ask(
        place.url(),
        `BEGIN READ WRITE; ${setting} RESET default_transaction_read_only; COMMIT`,
      );
    }
  });

  it('should tell AWS Lambda which messages of a batch failed, and those alone', async () => {
    const good = JSON.stringify(reserved());
    const handle = lambdaHandler({ processor: processor(), log });
    const outcome = await handle({
      Records: [
        { messageId: 'm-1', body: good },
        { messageId: 'm-2', body: 'poison' },
        { messageId: 'm-3', body: good },
      ],
    });
    expect(outcome).toEqual({ batchItemFailures: [{ itemIdentifier: 'm-2' }] });
  });
});
