import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../config/readConfig';
import { OutboxRelay } from '../events/OutboxRelay';
import { createEvent } from '../events/ShopEvent';
import { createLog } from '../log/createLog';
import { ask, startTestPostgres, type TestPostgres } from '../testUtils';
import { Database } from './Database';
import { databaseSettings } from './databaseSettings';
import { migrate } from './migrate';

jest.setTimeout(60_000);

const log = createLog({ service: 'test', level: 'silent' });

describe('migrate', () => {
  const folder = mkdtempSync(join(tmpdir(), 'portico-test-'));
  let server: TestPostgres;

  beforeAll(async () => {
    server = await startTestPostgres();
    writeFileSync(
      join(folder, '0001_lamps.sql'),
      '-- Up Migration\nCREATE TABLE lamps (id int);\n-- Down Migration\nDROP TABLE lamps;\n',
    );
  });
  afterAll(async () => {
    await server.remove();
    rmSync(folder, { recursive: true });
  });

  async function aDatabase() {
    const url = await server.createDatabase();
    const config = readConfig(databaseSettings, { DATABASE_URL: url });
    const tables = async () => {
      const rows = await ask<{ tablename: string }>(
        url,
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
      );
      return rows.map(({ tablename }) => tablename);
    };
    return { config, tables };
  }

  it('should make the tables, change nothing the second time, and take back its own', async () => {
    const { config, tables } = await aDatabase();
    const all = ['inbox', 'lamps', 'migrations', 'outbox'];
    for (let time = 0; time < 2; time++) {
      await migrate({ config, folder, log });
      expect(await tables()).toEqual(all);
    }
    await migrate({ config, folder, log, direction: 'down' });
    expect(await tables()).toEqual(['inbox', 'migrations', 'outbox']);
  });

  it('should bring up tables that an older version made, and keep what is in them', async () => {
    const { config, tables } = await aDatabase();
    const event = createEvent({
      type: 'stock.released.v1',
      source: 'product-service',
      subject: 'an order',
      data: { orderId: randomUUID() },
    });
    await ask(
      config.DATABASE_URL,
      `CREATE TABLE outbox (
         sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
         event_id uuid NOT NULL UNIQUE, event jsonb NOT NULL);
       CREATE TABLE inbox (
         consumer text NOT NULL, event_id uuid NOT NULL,
         PRIMARY KEY (consumer, event_id));`,
    );
    await ask(
      config.DATABASE_URL,
      'INSERT INTO outbox (event_id, event) VALUES ($1, $2)',
      [event.id, JSON.stringify(event)],
    );
    await migrate({ config, folder, log });
    expect(await tables()).toContain('lamps');

    const sent: string[] = [];
    const database = Database.create({ config, service: 'test', log });
    const relay = OutboxRelay.create({
      database,
      log,
      publisher: {
        publish: async events => {
          sent.push(...events.map(({ id }) => id));
          return new Set(sent);
        },
      },
    });
    try {
      expect(await relay.sendBatch()).toBe(1);
      expect(await relay.sendBatch()).toBe(0);
      await relay.clean();
    } finally {
      await database.end();
    }
    expect(sent).toEqual([event.id]);
  });

  it('should wait for nobody who writes events, where there is nothing to bring up', async () => {
    const { config } = await aDatabase();
    await migrate({ config, folder, log });
    const database = Database.create({ config, service: 'test', log });
    try {
      await database.transaction(async tx => {
        await tx.query({
          name: 'write',
          text: `INSERT INTO outbox (event_id, event) VALUES (gen_random_uuid(), '{}')`,
        });
        await tx.query({
          name: 'take',
          text: `INSERT INTO inbox (consumer, event_id) VALUES ('test', gen_random_uuid())`,
        });
        await expect(migrate({ config, folder, log })).resolves.toBeUndefined();
      });
    } finally {
      await database.end();
    }
  });

  it('should be done by many processes at once', async () => {
    const { config, tables } = await aDatabase();
    await Promise.all(
      Array.from({ length: 10 }, () => migrate({ config, folder, log })),
    );
    expect(await tables()).toContain('lamps');
  });

  it('should wait for a database that comes later, and not for ever', async () => {
    const { config, tables } = await aDatabase();
    await server.stop();
    await expect(
      migrate({ config, folder, log, patienceMs: 500 }),
    ).rejects.toThrow('ECONNREFUSED');
    const waiting = migrate({ config, folder, log });
    await server.start();
    await waiting;
    expect(await tables()).toContain('lamps');
  });
});
