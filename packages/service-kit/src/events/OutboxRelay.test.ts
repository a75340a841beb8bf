import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { readConfig } from '../config/readConfig';
import { Database } from '../database/Database';
import { databaseSettings } from '../database/databaseSettings';
import { createLog } from '../log/createLog';
import { ask, testDatabase, untilTrue } from '../testUtils';
import { leastOf } from '../testUtils/leastOf';
import { EVENT_TABLES } from './eventTables';
import { appendToOutbox } from './outbox';
import { OutboxRelay, type Publisher } from './OutboxRelay';
import { createEvent, type ShopEvent } from './ShopEvent';
import { batchesOf, messageOf } from './SnsPublisher';

jest.setTimeout(60_000);

const log = createLog({ service: 'test', level: 'silent' });

function anEvent(): ShopEvent {
  const orderId = randomUUID();
  return createEvent({
    type: 'stock.reserved.v1',
    source: 'product-service',
    subject: orderId,
    data: { orderId },
  });
}

/** Writes down how each transaction that changes the outbox is committed. */
const WATCH_COMMITS = `
CREATE TABLE commits (n serial, how text);
CREATE FUNCTION watch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO commits (how) VALUES (current_setting('synchronous_commit'));
  RETURN NULL;
END $$;
CREATE TRIGGER watch AFTER INSERT OR UPDATE ON outbox
  FOR EACH STATEMENT EXECUTE FUNCTION watch();
`;

describe('OutboxRelay', () => {
  const place = testDatabase();
  let database: Database;
  const relays: OutboxRelay[] = [];

  beforeAll(async () => {
    await ask(place.url(), EVENT_TABLES);
    database = Database.create({
      config: readConfig(databaseSettings, { DATABASE_URL: place.url() }),
      service: 'test',
      log,
    });
  });
  beforeEach(() => ask(place.url(), 'TRUNCATE outbox, inbox'));
  afterEach(() => Promise.all(relays.splice(0).map(relay => relay.stop())));
  afterAll(() => database.end());

  const relayTo = (publisher: Publisher) => {
    const relay = OutboxRelay.create({ database, publisher, log });
    relays.push(relay);
    return relay;
  };
  const write = async (count: number) => {
    const events = Array.from({ length: count }, anEvent);
    await database.transaction(async tx => {
      for (const event of events) await appendToOutbox(tx, event);
    });
    return events.map(({ id }) => id);
  };
  const unsent = async () => {
    const rows = await ask(
      place.url(),
      'SELECT 1 FROM outbox WHERE sent_at IS NULL',
    );
    return rows.length;
  };

  it('should send what was committed, in the order in which it was written', async () => {
    const sent: string[] = [];
    const relay = relayTo({
      publish: async events => {
        sent.push(...events.map(({ id }) => id));
        return new Set(sent);
      },
    });
    const lost = database.transaction(async tx => {
      await appendToOutbox(tx, anEvent());
      throw new Error('No');
    });
    await expect(lost).rejects.toThrow('No');
    const ids = await write(150);
    relay.start();
    await untilTrue('all are sent', async () => (await unsent()) === 0);
    expect(sent).toEqual(ids);
  });

  it('should send nothing in a rush, at once after it, and in one that does not end all the same', async () => {
    let isBusy = true;
    const sent: number[] = [];
    const relay = relayTo({
      publish: async events => {
        sent.push(performance.now());
        return new Set(events.map(({ id }) => id));
      },
    });
    await write(1);
    const from = performance.now();
    relay.start(() => isBusy);
    await untilTrue('it is sent', () => sent.length === 1);
    // A timer may be a millisecond early.
    expect(sent[0] - from).toBeGreaterThan(495);

    const turn = async () => {
      isBusy = true;
      sent.length = 0;
      await write(1);
      relay.nudge();
      await sleep(100);
      const during = sent.length;
      const over = performance.now();
      isBusy = false;
      await untilTrue('it is sent', () => sent.length > 0);
      return during > 0 ? Infinity : sent[0] - over;
    };
    expect(await leastOf(4, 200, turn)).toBeLessThan(200);
  });

  it('should send again what did not arrive, and only that', async () => {
    const times = new Map<string, number>();
    let round = 0;
    const relay = relayTo({
      publish: async events => {
        round += 1;
        if (round === 1) throw new Error('SNS is away');
        const arrived = events.filter((_event, n) => round > 2 || n % 2 === 0);
        for (const { id } of arrived) times.set(id, (times.get(id) ?? 0) + 1);
        return new Set(arrived.map(({ id }) => id));
      },
    });
    await expect(relay.sendBatch()).resolves.toBe(0);
    const ids = await write(10);
    await expect(relay.sendBatch()).rejects.toThrow('SNS is away');
    expect(await unsent()).toBe(10);
    await expect(relay.sendBatch()).resolves.toBe(5);
    await expect(relay.sendBatch()).resolves.toBe(5);
    expect(ids.map(id => times.get(id))).toEqual(Array(10).fill(1));
  });

  it('should let nobody wait for the disk for what may be sent again, and everybody else for theirs', async () => {
    await ask(place.url(), WATCH_COMMITS);
    const ids = await write(1);
    await relayTo({ publish: async () => new Set(ids) }).sendBatch();
    const seen = await ask(place.url(), 'SELECT how FROM commits ORDER BY n');
    await ask(place.url(), 'DROP TRIGGER watch ON outbox');
    expect(seen).toEqual([{ how: 'on' }, { how: 'off' }]);
    const show = () =>
      database.query<{ how: string }>({
        name: 'show',
        text: `SELECT current_setting('synchronous_commit') AS how`,
      });
    const afterwards = await Promise.all(Array.from({ length: 20 }, show));
    expect(new Set(afterwards.flat().map(({ how }) => how))).toEqual(
      new Set(['on']),
    );
  });

  it('should never hold what another relay holds', async () => {
    await write(120);
    const batches: string[][] = [];
    let release = () => {};
    const held = new Promise<void>(resolve => {
      release = resolve;
    });
    const publisher: Publisher = {
      publish: async events => {
        batches.push(events.map(({ id }) => id));
        if (batches.length === 1) await held;
        return new Set(events.map(({ id }) => id));
      },
    };
    const first = relayTo(publisher).sendBatch();
    await untilTrue('the first holds its own', () => batches.length === 1);
    await expect(relayTo(publisher).sendBatch()).resolves.toBe(20);
    release();
    await expect(first).resolves.toBe(100);
    expect(new Set(batches.flat()).size).toBe(120);
  });

  it('should forget what was sent and taken long ago, and nothing else', async () => {
    await write(3);
    await ask(
      place.url(),
      `UPDATE outbox SET sent_at = now() - make_interval(days => 6 + (sequence % 3)::int * 3)`,
    );
    await write(1);
    await ask(
      place.url(),
      `INSERT INTO inbox (consumer, event_id, taken_at)
       SELECT 'test', gen_random_uuid(), now() - make_interval(days => age)
       FROM unnest(ARRAY[1, 20, 31]) AS age`,
    );
    await relayTo({ publish: async () => new Set() }).clean();
    expect(await ask(place.url(), 'SELECT 1 FROM outbox')).toHaveLength(2);
    expect(await ask(place.url(), 'SELECT 1 FROM inbox')).toHaveLength(2);
  });
});

describe('batchesOf', () => {
  it('should keep to ten events and 250 kB, and to their order', () => {
    const events = Array.from({ length: 25 }, anEvent);
    expect(batchesOf(events).map(({ length }) => length)).toEqual([10, 10, 5]);
    expect(batchesOf(events).flat()).toEqual(events);
    const large = events.map(event => ({ ...event, source: 'x'.repeat(1e5) }));
    expect(batchesOf(large.slice(0, 5)).map(({ length }) => length)).toEqual([
      2, 2, 1,
    ]);
    expect(batchesOf([])).toEqual([]);
  });
});

describe('messageOf', () => {
  // https://www.w3.org/TR/xml/#charsets, as SQS takes them.
  const XML =
    /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u;
  const everyUnit = Array.from({ length: 0x1_0000 }, (_none, unit) =>
    String.fromCharCode(unit),
  );

  it('should hold only what the queue takes, and give back every character', () => {
    for (const source of [
      everyUnit.join(' '),
      'Zoë 🙂 \uFFFE\uFFFF',
      '\\\uFFFF',
    ]) {
      const event = { ...anEvent(), source };
      const message = messageOf(event);
      expect(XML.test(message)).toBe(true);
      expect(JSON.parse(message)).toEqual(event);
    }
  });

  it('should count as much as it sends', () => {
    const events = Array.from({ length: 3 }, () => ({
      ...anEvent(),
      source: '\uFFFF'.repeat(20_000),
    }));
    expect(batchesOf(events).map(({ length }) => length)).toEqual([2, 1]);
  });
});
