import { randomUUID } from 'node:crypto';
import { readConfig } from '../config/readConfig';
import { Database, type Statement } from '../database/Database';
import { databaseSettings } from '../database/databaseSettings';
import { createLog } from '../log/createLog';
import {
  ask,
  eventText,
  fullScans,
  recordStatements,
  testDatabase,
} from '../testUtils';
import { EventProcessor } from './EventProcessor';
import { EVENT_TABLES } from './eventTables';
import { OutboxRelay } from './OutboxRelay';

jest.setTimeout(60_000);

const log = createLog({ service: 'test', level: 'silent' });

/** 100,000 events that were sent and 100,000 that were taken, some too long ago; ten are not sent yet. */
const FILL = `
INSERT INTO outbox (event_id, event, written_at, sent_at)
  SELECT gen_random_uuid(), '{"id":"x"}', t, CASE WHEN n > 10 THEN t END
  FROM (SELECT n, now() - make_interval(mins => n) AS t
        FROM generate_series(1, 100000) AS n);
INSERT INTO inbox (consumer, event_id, taken_at)
  SELECT 'order-service', gen_random_uuid(), now() - make_interval(mins => n)
  FROM generate_series(1, 100000) AS n;
`;

describe('with 100,000 events', () => {
  const place = testDatabase();
  let database: Database;
  let statements: Statement[];

  beforeAll(async () => {
    await ask(place.url(), EVENT_TABLES);
    await ask(place.url(), FILL);
    // Autovacuum does this on a server that has had the time.
    await ask(place.url(), 'VACUUM ANALYZE');
    database = Database.create({
      config: readConfig(databaseSettings, { DATABASE_URL: place.url() }),
      service: 'test',
      log,
    });
    statements = await statementsOfTheEvents();
  });
  afterAll(() => database.end());

  /** What is asked of the tables of events, all the time and now and then. */
  async function statementsOfTheEvents(): Promise<Statement[]> {
    const all = recordStatements(database);
    const seen: Statement[] = [];
    const recorded = {
      query: all.query,
      transaction: (work: Parameters<Database['transaction']>[0]) =>
        database.transaction(tx =>
          work({
            query: statement => {
              seen.push(statement);
              return tx.query(statement);
            },
          }),
        ),
    } as Pick<Database, 'query' | 'transaction'> as Database;
    const relay = OutboxRelay.create({
      database: recorded,
      publisher: { publish: async () => new Set() },
      log,
    });
    await relay.sendBatch();
    await relay.clean();
    const processor = EventProcessor.create({
      consumer: 'order-service',
      database: recorded,
      handlers: { 'stock.reserved.v1': async () => {} },
      log,
    });
    await processor.ready();
    const orderId = randomUUID();
    await processor.process(
      eventText('stock.reserved.v1', orderId, { orderId }),
    );
    return [...all.statements(), ...seen];
  }

  it('should read no whole table for any statement of the events', async () => {
    expect(statements.map(({ name }) => name).sort()).toEqual([
      ...['inbox-clean', 'inbox-take', 'inbox-try', 'inbox-untry'],
      ...['outbox-clean', 'outbox-next', 'outbox-sent'],
    ]);
    expect(await fullScans(place.url(), statements)).toEqual([]);
  });

  it.each([
    ['outbox_sent', 'outbox-clean: outbox'],
    ['inbox_taken', 'inbox-clean: inbox'],
    ['outbox_unsent', 'outbox-next: outbox'],
  ])('should notice that the index %s is gone', async (index, scan) => {
    const [{ definition }] = await ask<{ definition: string }>(
      place.url(),
      `SELECT pg_get_indexdef($1::regclass) AS definition`,
      [index],
    );
    await ask(place.url(), `DROP INDEX ${index}`);
    try {
      expect(await fullScans(place.url(), statements)).toContain(scan);
    } finally {
      await ask(place.url(), definition);
    }
  });
});
