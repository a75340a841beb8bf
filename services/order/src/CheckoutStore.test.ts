import { randomUUID } from 'node:crypto';
import { ask, testTables, untilTrue } from '@portico/service-kit/testUtils';
import { MIGRATIONS } from './app';
import { CartStore } from './CartStore';
import { CheckoutStore } from './CheckoutStore';
import { newOrderView } from './orderView';

jest.setTimeout(60_000);

const LAMP = {
  productId: randomUUID(),
  name: 'Lamp',
  quantity: 1,
  unitPriceCents: 1_500,
};
const CHAIR = { ...LAMP, productId: randomUUID(), name: 'Chair' };

describe('CheckoutStore', () => {
  const tables = testTables(MIGRATIONS);
  const carts = new CartStore();
  const checkouts = new CheckoutStore();

  /** Somebody with a lamp in the cart, who uses one key. */
  async function aShopper() {
    const userId = randomUUID();
    const db = tables.database();
    const put = (line = LAMP) => carts.put(db, userId, line, 50);
    await put();
    const keyOf = (key: string, requestHash = 'hash') => ({
      ...{ userId, key, requestHash },
    });
    const begin = (key: string, hash?: string) =>
      checkouts.begin(db, keyOf(key, hash));
    const accept = (key: string, cart: string | null, hash?: string) => {
      const order = { id: randomUUID(), totalCents: 1_500, lines: [LAMP] };
      return checkouts.accept(db, keyOf(key, hash), cart ?? '', {
        view: newOrderView(order),
        paymentToken: 'tok_visa',
        events: [],
      });
    };
    const refuse = (key: string, cart: string | null) =>
      checkouts.refuse(db, keyOf(key), cart ?? '', {
        ...{ status: 409, body: { why: 'dearer' } },
        lines: [{ ...LAMP, name: 'Big lamp', unitPriceCents: 1_600 }],
      });
    const rows = (table: 'orders' | 'idempotency_keys' | 'cart_items') =>
      ask(tables.url(), `SELECT * FROM ${table} WHERE user_id = $1`, [userId]);
    const age = (interval: string) =>
      ask(
        tables.url(),
        `UPDATE idempotency_keys SET used_at = now() - $2::interval
         WHERE user_id = $1`,
        [userId, interval],
      );
    return { userId, put, begin, accept, refuse, rows, age };
  }

  it('should give the answer that it keeps, with the time of the database', async () => {
    const { begin, accept, rows } = await aShopper();
    const { cart, lines, known } = await begin('k');
    expect({ lines, known }).toEqual({ lines: [LAMP], known: { kind: 'new' } });
    const outcome = await accept('k', cart);
    if (outcome.kind !== 'kept') throw new Error(outcome.kind);
    const [order] = (await rows('orders')) as Array<Record<string, unknown>>;
    const at = (order.placed_at as Date).toISOString();
    expect(outcome.body).toMatchObject({
      ...{ id: order.id, placedAt: at, changedAt: at },
    });
    const { known: answered, lines: left } = await begin('k');
    const answer = { status: 202, body: outcome.body };
    expect(answered).toEqual({ kind: 'answered', answer });
    expect(left).toEqual([]);
  });

  it('should know a key for 24 hours, and no longer', async () => {
    const { put, begin, accept, age, rows } = await aShopper();
    await accept('k', (await begin('k')).cart);
    await put();
    await age('23 hours 59 minutes');
    expect((await begin('k')).known.kind).toBe('answered');
    expect((await begin('k', 'other')).known).toEqual({
      kind: 'other-request',
    });
    expect(await accept('k', (await begin('k')).cart)).toEqual({
      kind: 'stale',
    });
    await age('24 hours 1 second');
    expect((await begin('k')).known).toEqual({ kind: 'new' });
    // It may be used anew before it is cleaned up, for whatever.
    const again = await accept('k', (await begin('k')).cart, 'other');
    expect(again.kind).toBe('kept');
    expect((await begin('k', 'other')).known.kind).toBe('answered');
    expect(await rows('orders')).toHaveLength(2);
  });

  it.each<[string, (shopper: Awaited<ReturnType<typeof aShopper>>) => unknown]>(
    [
      ['something was put in', ({ put }) => put(CHAIR)],
      ['something was put in that is there', ({ put }) => put()],
      [
        'something was taken out',
        ({ userId }) => carts.remove(tables.database(), userId, LAMP.productId),
      ],
      [
        'it was ordered by another key',
        async ({ begin, accept }) => accept('z', (await begin('z')).cart),
      ],
      [
        'it costs something else by now',
        async ({ begin, refuse }) => refuse('z', (await begin('z')).cart),
      ],
    ],
  )('should do nothing where %s meanwhile', async (_, change) => {
    const shopper = await aShopper();
    const { begin, accept, refuse, rows } = shopper;
    const { cart } = await begin('k');
    await change(shopper);
    const all = async () => [
      ...(await rows('orders')),
      ...(await rows('idempotency_keys')),
      ...(await rows('cart_items')),
    ];
    const before = await all();
    expect(await accept('k', cart)).toEqual({ kind: 'stale' });
    expect(await refuse('k', cart)).toEqual({ kind: 'stale' });
    expect(await all()).toEqual(before);
  });

  it('should do nothing for a cart that is being changed, once it is', async () => {
    const { userId, begin, accept, rows } = await aShopper();
    const { cart } = await begin('k');
    let accepting: ReturnType<typeof accept> | undefined;
    await tables.database().transaction(async tx => {
      await carts.lock(tx, userId);
      await carts.put(tx, userId, CHAIR, 50);
      accepting = accept('k', cart);
      await untilTrue('it waits', async () => {
        const waiting = await ask(
          tables.url(),
          `SELECT 1 FROM pg_stat_activity
           WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        );
        return waiting.length === 1;
      });
    });
    expect(await accepting).toEqual({ kind: 'stale' });
    expect(await rows('cart_items')).toHaveLength(2);
  });

  it('should do nothing while another request with the key is under way', async () => {
    const { userId, begin, accept, refuse, rows } = await aShopper();
    const { cart } = await begin('k');
    const before = await rows('cart_items');
    await tables.database().transaction(async tx => {
      await tx.query({
        name: 'hold-key',
        text: 'SELECT pg_advisory_xact_lock(hashtextextended($1, 1))',
        values: [JSON.stringify([userId, 'k'])],
      });
      expect(await accept('k', cart)).toEqual({ kind: 'in-use' });
      expect(await refuse('k', cart)).toEqual({ kind: 'in-use' });
    });
    expect(await rows('orders')).toEqual([]);
    expect(await rows('cart_items')).toEqual(before);
    expect((await accept('k', cart)).kind).toBe('kept');
  });

  it('should order a cart once, however many keys want it at once', async () => {
    const { begin, accept, rows } = await aShopper();
    const { cart } = await begin('0');
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_none, n) => accept(String(n), cart)),
    );
    expect(outcomes.filter(({ kind }) => kind === 'kept')).toHaveLength(1);
    expect(outcomes.filter(({ kind }) => kind === 'stale')).toHaveLength(19);
    expect(await rows('orders')).toHaveLength(1);
  });

  it('should give the lines of a cart the prices that it tells', async () => {
    const { begin, refuse } = await aShopper();
    const { cart } = await begin('k');
    expect(await refuse('k', cart)).toEqual({
      ...{ kind: 'kept', body: { why: 'dearer' } },
    });
    const { known, lines } = await begin('k');
    const answer = { status: 409, body: { why: 'dearer' } };
    expect(known).toEqual({ kind: 'answered', answer });
    expect(lines).toEqual([
      { ...LAMP, name: 'Big lamp', unitPriceCents: 1_600 },
    ]);
  });
});
