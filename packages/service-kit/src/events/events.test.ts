import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../config/readConfig';
import { Database } from '../database/Database';
import { databaseSettings } from '../database/databaseSettings';
import { migrate } from '../database/migrate';
import { createLog } from '../log/createLog';
import {
  ask,
  eventText,
  leastOf,
  roundTripsOf,
  startTestCloud,
  testDatabase,
  untilTrue,
  type TestCloud,
} from '../testUtils';
import { eventSettings } from './eventSettings';
import type { ShopEventType } from './eventTypes';
import type { ShopEvent } from './ShopEvent';
import { ShopEvents } from './ShopEvents';

jest.setTimeout(60_000);

const TIMES = 6;
const log = createLog({ service: 'test', level: 'silent' });

describe('ShopEvents', () => {
  const place = testDatabase();
  let cloud: TestCloud;
  let database: Database;
  let events: ShopEvents;
  let begun = 0;
  let heard = 0;
  let release = () => {};
  const held = new Promise<void>(resolve => {
    release = resolve;
  });
  const folder = mkdtempSync(join(tmpdir(), 'portico-test-'));

  beforeAll(async () => {
    cloud = await startTestCloud(['order-service']);
    writeFileSync(
      join(folder, '0001_effects.sql'),
      '-- Up Migration\nCREATE TABLE effects (order_id uuid);\n-- Down Migration\nDROP TABLE effects;\n',
    );
    const config = readConfig(databaseSettings, { DATABASE_URL: place.url() });
    await migrate({ config, folder, log });
    database = Database.create({ config, service: 'test', log });
    Object.assign(process.env, cloud.environment('order-service'));
    events = ShopEvents.connect({
      config: readConfig(eventSettings, cloud.environment('order-service')),
      service: 'order-service',
      database,
      log,
    });
    events.take({
      'stock.reserved.v1': async ({ data }, tx) => {
        await tx.query({
          name: 'effect',
          text: 'INSERT INTO effects VALUES ($1)',
          values: [data.orderId],
        });
      },
      'stock.released.v1': async () => {
        begun += 1;
        await held;
      },
      'stock.sold.v1': async () => {
        heard += 1;
      },
      'stock.refused.v1': async ({ data: { orderId } }, tx) => {
        await events.append(tx, {
          ...{ type: 'stock.sold.v1', subject: orderId, data: { orderId } },
        });
      },
    });
    events.start();
  });

  afterAll(async () => {
    await events.stop();
    await database.end();
    await cloud.remove();
    rmSync(folder, { recursive: true });
  });

  it('should give an event that was committed its effect', async () => {
    const orderId = randomUUID();
    await database.transaction(tx =>
      events.append(tx, {
        type: 'stock.reserved.v1',
        subject: orderId,
        data: { orderId },
      }),
    );
    events.nudge();
    await untilTrue('the effect', async () => {
      const rows = await ask(place.url(), 'SELECT * FROM effects');
      return rows.length === 1;
    });
    const [{ event }] = await ask<{ event: ShopEvent }>(
      place.url(),
      'SELECT event FROM outbox',
    );
    // Nothing is traced here, also where what it follows from was.
    expect(event).not.toHaveProperty('traceparent');
  });

  async function sendAndHear(type: ShopEventType) {
    const before = heard;
    const orderId = randomUUID();
    const data = { orderId, reason: 'x' };
    await cloud.send('order-service', eventText(type, orderId, data));
    await untilTrue('it is heard', () => heard > before);
  }

  /** The milliseconds that each of some messages took until `stock.sold` was heard. */
  async function untilHeard(type: ShopEventType) {
    const from = performance.now();
    for (let n = 0; n < TIMES; n++) await sendAndHear(type);
    return (performance.now() - from) / TIMES;
  }

  it('should send at once what a handler told', async () => {
    // Else it is sent after half a second, as the one before was just then.
    const turn = () => untilHeard('stock.refused.v1');
    expect(await leastOf(3, 300, turn)).toBeLessThan(300);
  });

  it('should not look for what no handler told', async () => {
    let ms = 0;
    const asked = await roundTripsOf(async () => {
      ms = await untilHeard('stock.sold.v1');
    });
    expect(asked.filter(one => one === 'inbox-take')).toHaveLength(TIMES);
    // Twice in a second it looks by itself.
    const byItself = Math.ceil((TIMES * ms) / 500) + 1;
    expect(
      asked.filter(one => one === 'outbox-next').length,
    ).toBeLessThanOrEqual(byItself);
  });

  it('should leave half of the connections to others, however many events wait', async () => {
    await database.transaction(async tx => {
      for (let n = 0; n < 10; n++) {
        const orderId = randomUUID();
        await events.append(tx, {
          type: 'stock.released.v1',
          subject: orderId,
          data: { orderId },
        });
      }
    });
    events.nudge();
    const { most } = database.connections;
    await untilTrue('some are under way', () => begun >= most / 2);
    const asked = Array.from({ length: 20 }, () =>
      database.query({ name: 'one', text: 'SELECT 1' }),
    );
    await expect(Promise.all(asked)).resolves.toHaveLength(20);
    expect(begun).toBe(most / 2);
    release();
    await untilTrue('all are taken', () => begun === 10);
  });
});
