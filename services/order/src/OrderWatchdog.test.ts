import { randomUUID } from 'node:crypto';
import {
  UnavailableError,
  type Database,
  type Log,
  type Statement,
} from '@portico/service-kit';
import { ask, testTables } from '@portico/service-kit/testUtils';
import {
  sagaWorld,
  TOTAL_CENTS,
  type SagaWorld,
} from './__testUtils__/sagaWorld';
import { MIGRATIONS } from './app';
import type { OrderState } from './orderStates';
import { OrderWatchdog } from './OrderWatchdog';

jest.setTimeout(60_000);

const WAITS = 61;
const TOO_LONG = 31 * 60;

describe('OrderWatchdog', () => {
  const tables = testTables(MIGRATIONS);
  let world: SagaWorld;

  beforeAll(() => {
    world = sagaWorld(tables);
  });
  beforeEach(() => ask(tables.url(), 'TRUNCATE orders, order_history, outbox'));

  const pay = (id: string) =>
    world.hear('payment.captured.v1', id, {
      ...{ paymentId: randomUUID(), currency: 'USD', amountCents: TOTAL_CENTS },
    });

  /** An order that waits in a state, and what the others were told until then. */
  async function anOrderIn(state: OrderState) {
    const { id } = await world.placeOrder();
    const hear = (type: Parameters<SagaWorld['hear']>[0], data?: object) =>
      world.hear(type, id, data);
    if (state === 'voiding') {
      await world.database.transaction(async tx => {
        const order = await world.store.lock(tx, id);
        if (order) await world.saga.move(tx, order, 'cancel');
      });
    } else if (state !== 'placed') {
      await hear('stock.reserved.v1');
    }
    if (state === 'releasing') {
      await hear('payment.declined.v1', { reason: 'no' });
    }
    if (state === 'confirmed') await pay(id);
    const before = (await world.told(id)).length;
    const toldSince = async () =>
      (await world.told(id)).slice(before).map(({ type }) => type);
    return { id, toldSince };
  }

  /** One after the other: on a slow machine fifty at once wait too long for a connection. */
  async function ordersIn(state: OrderState, count: number) {
    const orders = [];
    for (let n = 0; n < count; n++) orders.push(await anOrderIn(state));
    return orders;
  }

  it.each<[OrderState, string]>([
    ['placed', 'order.placed.v1'],
    ['reserved', 'order.payment-due.v1'],
    ['voiding', 'order.payment-void.v1'],
    ['releasing', 'order.stock-release.v1'],
    ['confirmed', 'order.confirmed.v1'],
  ])(
    'should ask again what an order that is %s waits for',
    async (state, type) => {
      const { id, toldSince } = await anOrderIn(state);
      const asked = (await world.told(id)).at(-1);
      await world.watchdog().leadOn();
      expect(await toldSince()).toEqual([]);
      await world.age(id, WAITS);
      await world.watchdog().leadOn();
      expect(await toldSince()).toEqual([type]);
      const again = (await world.told(id)).at(-1);
      expect(again).toMatchObject({ type, data: asked?.data });
      // As a new event: the one that was lost may be in somebody's inbox.
      expect(again?.id).not.toBe(asked?.id);
      // It waits for the answer before it asks once more.
      await world.watchdog().leadOn();
      expect(await toldSince()).toEqual([type]);
      expect((await world.order(id))?.state).toBe(state);
    },
  );

  it('should not move what a shopper sees of an order when it asks again', async () => {
    const { id } = await anOrderIn('reserved');
    await world.age(id, WAITS);
    const before = await world.order(id);
    await world.watchdog().leadOn();
    expect((await world.order(id))?.changedAt).toEqual(before?.changedAt);
  });

  it.each<OrderState>(['placed', 'reserved'])(
    'should give up an order that is %s for half an hour, and take everything back',
    async state => {
      const { id, toldSince } = await anOrderIn(state);
      await world.age(id, TOO_LONG);
      await world.watchdog().leadOn();
      expect(await toldSince()).toEqual(['order.payment-void.v1']);
      await world.hear('payment.voided.v1', id, { refundedCents: 0 });
      await world.hear('stock.released.v1', id);
      expect(await toldSince()).toEqual([
        'order.payment-void.v1',
        'order.stock-release.v1',
        'order.cancelled.v1',
      ]);
      expect(await world.order(id)).toMatchObject({
        ...{ state: 'cancelled', reason: 'timed-out', paymentToken: null },
      });
    },
  );

  it.each<OrderState>(['voiding', 'releasing', 'confirmed'])(
    'should never give up an order that is %s, however long it takes',
    async state => {
      const { id, toldSince } = await anOrderIn(state);
      await world.age(id, 48 * TOO_LONG);
      await ask(
        tables.url(),
        `UPDATE orders SET asked_at = now() - interval '61 minutes'`,
      );
      await world.watchdog().leadOn();
      expect(await toldSince()).toHaveLength(1);
      expect((await world.order(id))?.state).toBe(state);
    },
  );

  it('should ask about the sale until product says that it is sold, later each time', async () => {
    const { id, toldSince } = await anOrderIn('confirmed');
    const askedAfter = async (confirmed: string, asked: string) => {
      await ask(
        tables.url(),
        `UPDATE orders SET changed_at = now() - $2::interval,
           asked_at = now() - $3::interval WHERE id = $1`,
        [id, confirmed, asked],
      );
      const before = (await toldSince()).length;
      await world.watchdog().leadOn();
      return (await toldSince()).length > before;
    };
    expect(await askedAfter('61 seconds', '61 seconds')).toBe(true);
    expect(await askedAfter('10 minutes', '2 minutes')).toBe(false);
    expect(await askedAfter('10 minutes', '6 minutes')).toBe(true);
    expect(await askedAfter('30 days', '59 minutes')).toBe(false);
    expect(await askedAfter('30 days', '61 minutes')).toBe(true);
    await world.hear('stock.sold.v1', id);
    expect((await world.order(id))?.stockSoldAt).toBeInstanceOf(Date);
    expect(await askedAfter('30 days', '61 minutes')).toBe(false);
  });

  it('should ask once where two of them look at once', async () => {
    const orders = await ordersIn('reserved', 40);
    for (const { id } of orders) await world.age(id, WAITS);
    await Promise.all([world.watchdog().leadOn(), world.watchdog().leadOn()]);
    for (const { toldSince } of orders) {
      expect(await toldSince()).toEqual(['order.payment-due.v1']);
    }
  });

  it('should log an order that cannot be led on, and lead on the others, also behind a batch of such', async () => {
    const bad = await ordersIn('reserved', 50);
    const good = await anOrderIn('reserved');
    for (const { id } of bad) await world.age(id, 2 * WAITS);
    await world.age(good.id, WAITS);
    await ask(
      tables.url(),
      `UPDATE orders SET payment_token = '' WHERE id <> $1`,
      [good.id],
    );
    const errors: unknown[] = [];
    const log = {
      warn: () => {},
      error: ({ orderId }: { orderId: string }) => errors.push(orderId),
    } as Pick<Log, 'warn' | 'error'> as Log;
    await world.watchdog(log).leadOn();
    expect(errors.sort()).toEqual(bad.map(({ id }) => id).sort());
    await world.watchdog(log).leadOn();
    expect(await good.toldSince()).toEqual(['order.payment-due.v1']);
    expect(errors).toHaveLength(50);
  });

  it('should say that there are more after a full batch', async () => {
    for (let n = 0; n < 51; n++) {
      await world.age((await world.placeOrder()).id, WAITS);
    }
    expect(await world.watchdog().leadOn()).toBe(true);
    expect(await world.watchdog().leadOn()).toBe(false);
  });

  it('should lead on the others while somebody holds an order', async () => {
    const held = await anOrderIn('reserved');
    const other = await anOrderIn('reserved');
    for (const { id } of [held, other]) await world.age(id, WAITS);
    await world.database.transaction(async tx => {
      await world.store.lock(tx, held.id);
      await world.watchdog().leadOn();
      expect(await other.toldSince()).toEqual(['order.payment-due.v1']);
    });
    expect(await held.toldSince()).toEqual([]);
  });

  it('should ask about no more sales at once than a round may, the longest first, and call that all', async () => {
    const { id } = await anOrderIn('confirmed');
    // As a migration leaves them: all of them wait, since the same moment.
    await ask(
      tables.url(),
      `INSERT INTO orders (id, user_id, state, currency, total_cents, lines,
         changed_at, asked_at)
       SELECT gen_random_uuid(), user_id, 'confirmed', 'USD', 3000, lines, t, t
       FROM orders, generate_series(1, 600),
         (SELECT now() - interval '10 days' AS t) WHERE id = $1`,
      [id],
    );
    await world.age(id, WAITS);
    const asked = async () => {
      const [{ count }] = await ask<{ count: number }>(
        tables.url(),
        `SELECT count(*)::int AS count FROM outbox
         WHERE event->>'type' = 'order.confirmed.v1'`,
      );
      return count;
    };
    const before = await asked();
    expect(await world.watchdog().leadOn()).toBe(false);
    expect((await asked()) - before).toBe(500);
    expect(await world.watchdog().leadOn()).toBe(false);
    expect((await asked()) - before).toBe(601);
  });

  it('should leave the sales for later while more open orders wait', async () => {
    const sold = await anOrderIn('confirmed');
    await world.age(sold.id, WAITS);
    for (let n = 0; n < 50; n++) {
      await world.age((await world.placeOrder()).id, WAITS);
    }
    expect(await world.watchdog().leadOn()).toBe(true);
    expect(await sold.toldSince()).toEqual([]);
    expect(await world.watchdog().leadOn()).toBe(false);
    expect(await sold.toldSince()).toEqual(['order.confirmed.v1']);
  });

  it('should have what it told sent at once', async () => {
    const nudge = jest.fn();
    const { database, store, saga } = world;
    const watchdog = OrderWatchdog.create({
      ...{ database, store, saga, log: tables.tools.log, stuckSeconds: 60 },
      events: { nudge },
    });
    await watchdog.leadOn();
    expect(nudge).not.toHaveBeenCalled();
    const { id } = await anOrderIn('reserved');
    await world.age(id, WAITS);
    await watchdog.leadOn();
    expect(nudge).toHaveBeenCalledTimes(1);
  });

  it('should end its round where the database does not answer, and blame no order for it', async () => {
    const { id } = await anOrderIn('reserved');
    await world.age(id, WAITS);
    const { database, store, saga } = world;
    const away = {
      query: <Row extends object>(statement: Statement) =>
        database.query<Row>(statement),
      transaction: async () => {
        throw new UnavailableError('Away');
      },
    } as Pick<Database, 'query' | 'transaction'> as Database;
    const error = jest.fn();
    const watchdog = OrderWatchdog.create({
      ...{ database: away, store, saga, stuckSeconds: 60 },
      events: { nudge: () => {} },
      log: { error } as Pick<Log, 'error'> as Log,
    });
    await expect(watchdog.leadOn()).rejects.toThrow(UnavailableError);
    expect(error).not.toHaveBeenCalled();
    // It is not put off either.
    await world.watchdog().leadOn();
    expect(await world.told(id)).toHaveLength(3);
  });
});
