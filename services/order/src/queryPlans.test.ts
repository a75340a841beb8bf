import { randomUUID } from 'node:crypto';
import {
  eventSettings,
  readConfig,
  ShopEvents,
  type Database,
  type Statement,
} from '@portico/service-kit';
import {
  ask,
  fullScans,
  recordStatements,
  testTables,
  untilTrue,
} from '@portico/service-kit/testUtils';
import { MIGRATIONS } from './app';
import { CartStore } from './CartStore';
import { CheckoutStore } from './CheckoutStore';
import { forgetOldKeys } from './idempotencyKeys';
import { OrderStore } from './OrderStore';
import { newOrderView } from './orderView';

jest.setTimeout(60_000);

/** The first shopper, as the statements below make them. */
const USER = 'c4ca4238-a0b9-2382-0dcc-509a6f75849b';

/** 100,000 orders of 1,000 shoppers: most are over, some wait, some of these for too long. */
const FILL = `
INSERT INTO orders (id, user_id, state, currency, total_cents, lines, placed_at,
    changed_at, asked_at, stock_sold_at)
  SELECT md5('order' || n)::uuid, md5((n % 1000)::text)::uuid,
    CASE WHEN n % 500 = 0 THEN 'reserved' WHEN n % 20 = 0 THEN 'cancelled'
      ELSE 'confirmed' END,
    'USD', 100, '[]', t, t, t,
    CASE WHEN n % 500 = 0 OR n % 20 = 0 OR n % 501 = 0 THEN NULL ELSE t END
  FROM (SELECT n, now() - make_interval(secs => n * 10) AS t
        FROM generate_series(1, 100000) AS n);
INSERT INTO order_history (order_id, step, state)
  SELECT id, 1, 'placed' FROM orders;
INSERT INTO idempotency_keys (user_id, key, request_hash, status, body, used_at)
  SELECT user_id, id::text, '', 202, '{}', placed_at FROM orders;
INSERT INTO outbox (event_id, event, sent_at)
  SELECT id, '{}', placed_at FROM orders;
INSERT INTO carts (user_id)
  SELECT md5(n::text)::uuid FROM generate_series(1, 10000) AS n;
INSERT INTO cart_items (user_id, product_id, name, quantity, unit_price_cents)
  SELECT user_id, md5(n::text)::uuid, 'Lamp', 1, 100
  FROM carts, generate_series(1, 3) AS n;
`;

describe('with 100,000 orders', () => {
  const tables = testTables(MIGRATIONS);
  let statements: Statement[];

  beforeAll(async () => {
    await ask(tables.url(), FILL);
    // Autovacuum does this on a server that has had the time.
    await ask(tables.url(), 'VACUUM ANALYZE');
    statements = await statementsOfTheService();
  });

  /** Every statement of the stores, and what the outbox asks all the time. */
  async function statementsOfTheService(): Promise<Statement[]> {
    const [{ id }] = await ask<{ id: string }>(
      tables.url(),
      `SELECT id FROM orders WHERE state = 'reserved' LIMIT 1`,
    );
    const ofTheStores = await tables.database().transaction(async tx => {
      const db = recordStatements(tx);
      const orders = new OrderStore();
      const page = { before: '9223372036854775807', limit: 21 };
      await orders.list(db, USER, page);
      await orders.find(db, USER, id);
      await orders.history(db, id);
      expect(await orders.stuck(db, 60, 50)).toHaveLength(50);
      expect(await orders.unsold(db, 60, 50)).toHaveLength(50);
      const waiting = await orders.lockWaiting(db, id, 60);
      expect(waiting?.id).toBe(id);
      const order = await orders.lock(db, id);
      if (order)
        await orders.move(db, id, { ...order, passed: [], events: [] });
      await orders.saveAsked(db, id);
      await orders.saveSold(db, id);
      expect(await forgetOldKeys(db, 1_000)).toBe(1_000);
      const carts = new CartStore();
      const [line] = await carts.lines(db, USER);
      await carts.lock(db, USER);
      await carts.put(db, USER, line, 50);
      const checkouts = new CheckoutStore();
      const key = { userId: USER, key: randomUUID(), requestHash: '' };
      const { cart, lines } = await checkouts.begin(db, key);
      await checkouts.refuse(db, key, cart ?? '', {
        ...{ status: 409, body: {}, lines },
      });
      const view = newOrderView({ id: randomUUID(), totalCents: 100, lines });
      await checkouts.accept(db, key, cart ?? '', {
        ...{ view, paymentToken: '', events: [] },
      });
      await carts.remove(db, USER, line.productId);
      return db.statements();
    });
    return [...ofTheStores, ...(await statementsOfTheOutbox())];
  }

  async function statementsOfTheOutbox(): Promise<Statement[]> {
    const seen: Statement[] = [];
    const database = tables.database();
    const recorded: Database = {
      transaction: work =>
        database.transaction(async tx => {
          const inside = recordStatements(tx);
          const result = await work(inside);
          seen.push(...inside.statements());
          return result;
        }),
      get forBackground() {
        return recorded;
      },
    } as Pick<Database, 'transaction' | 'forBackground'> as Database;
    const events = ShopEvents.connect({
      config: readConfig(eventSettings, {
        TOPIC_ARN: 'arn:aws:sns:us-west-2:000000000000:shop',
      }),
      ...{ service: 'order-service', database: recorded },
      log: tables.tools.log,
    });
    events.start();
    await untilTrue('the outbox is read', () => seen.length > 0);
    await events.stop();
    return seen;
  }

  it('should read no whole table for any statement of the service', async () => {
    expect(statements.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        ...['orders-by-user', 'orders-stuck', 'orders-unsold', 'order-move'],
        ...['checkout-begin', 'checkout-accept', 'checkout-refuse'],
        ...['key-clean', 'outbox-next', 'order-lock-waiting'],
      ]),
    );
    expect(await fullScans(tables.url(), statements)).toEqual([]);
  });

  it.each([
    ['orders_open', 'orders-stuck: orders'],
    ['orders_unsold', 'orders-unsold: orders'],
    ['idempotency_keys_used', 'key-clean: idempotency_keys'],
    ['outbox_unsent', 'outbox-next: outbox'],
  ])('should notice that the index %s is gone', async (index, scan) => {
    const [{ definition }] = await ask<{ definition: string }>(
      tables.url(),
      `SELECT pg_get_indexdef($1::regclass) AS definition`,
      [index],
    );
    await ask(tables.url(), `DROP INDEX ${index}`);
    try {
      expect(await fullScans(tables.url(), statements)).toContain(scan);
    } finally {
      await ask(tables.url(), definition);
    }
  });
});
