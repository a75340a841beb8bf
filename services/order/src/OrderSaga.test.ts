import { randomUUID } from 'node:crypto';
import type { ShopEvent } from '@portico/service-kit';
import {
  ask,
  eventsInQueueOf,
  eventText,
  testTables,
  untilTrue,
} from '@portico/service-kit/testUtils';
import {
  sagaWorld,
  TOTAL_CENTS,
  type SagaWorld,
} from './__testUtils__/sagaWorld';
import { MIGRATIONS } from './app';

jest.setTimeout(120_000);

/** What reaches the order service from outside; `cancel` is its shopper. */
type Fact = 'reserved' | 'refused' | 'captured' | 'declined' | 'cancel';

const LENGTH = 6;
const ON_HAND = 10;
const QUANTITY = 2;
const AT_ONCE = 4;

/** The first commit collides. A sequence is not rolled back: the second finds another number. */
const COLLIDE_ONCE = `
CREATE SEQUENCE commits;
CREATE FUNCTION collide() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF nextval('commits') = 1 THEN
    RAISE EXCEPTION 'collided' USING ERRCODE = 'serialization_failure';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER collide AFTER UPDATE ON orders
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION collide();
`;

/** Every sequence of six that has each of some facts in it. */
function everySequence(facts: readonly Fact[]): Fact[][] {
  let sequences: Fact[][] = [[]];
  for (let place = 0; place < LENGTH; place++) {
    sequences = sequences.flatMap(some => facts.map(one => [...some, one]));
  }
  return sequences.filter(some => new Set(some).size === facts.length);
}

/** The other services, as far as an order can tell: what they hold, and their answers. */
class Others {
  reserved: number;
  onHand = ON_HAND;
  sold = 0;
  cents: number;

  constructor(facts: readonly Fact[]) {
    this.reserved = facts.includes('reserved') ? QUANTITY : 0;
    this.cents = facts.includes('captured') ? TOTAL_CENTS : 0;
  }

  /** What is answered to an event, by type and data. */
  answer({ type }: ShopEvent): Parameters<typeof eventText> | undefined {
    switch (type) {
      case 'order.payment-void.v1': {
        const refundedCents = this.cents;
        this.cents = 0;
        return ['payment.voided.v1', '', { refundedCents }];
      }
      case 'order.stock-release.v1':
        this.reserved = 0;
        return ['stock.released.v1', '', {}];
      case 'order.confirmed.v1':
        this.onHand -= this.reserved;
        this.sold += this.reserved;
        this.reserved = 0;
        return ['stock.sold.v1', '', {}];
      default:
        return undefined;
    }
  }
}

describe('OrderSaga', () => {
  const tables = testTables(MIGRATIONS);
  let world: SagaWorld;

  beforeAll(() => {
    world = sagaWorld(tables);
  });

  const texts = (fact: Fact, orderId: string) => {
    const say = (type: Parameters<typeof eventText>[0], data: object = {}) =>
      eventText(type, orderId, { orderId, ...data });
    switch (fact) {
      case 'reserved':
        return say('stock.reserved.v1');
      case 'refused':
        return say('stock.refused.v1', { reason: 'out-of-stock' });
      case 'captured':
        return say('payment.captured.v1', {
          ...{ paymentId: randomUUID(), currency: 'USD' },
          amountCents: TOTAL_CENTS,
        });
      default:
        return say('payment.declined.v1', { reason: 'card_declined' });
    }
  };
  const cancel = (orderId: string) =>
    world.database.transaction(async tx => {
      const order = await world.store.lock(tx, orderId);
      if (order) await world.saga.move(tx, order, 'cancel');
    });

  /** Lets a sequence of facts happen to an order, then the others answer until nothing is asked any more. */
  async function endOf(facts: readonly Fact[]) {
    const { id } = await world.placeOrder();
    const others = new Others(facts);
    for (const fact of facts) {
      if (fact === 'cancel') await cancel(id);
      else await world.take(texts(fact, id));
    }
    let heard = 0;
    for (;;) {
      const asked = (await world.told(id)).slice(heard);
      if (asked.length === 0) break;
      heard += asked.length;
      for (const event of asked) {
        const answer = others.answer(event);
        if (!answer) continue;
        const [type, , data] = answer;
        const text = eventText(type, id, { orderId: id, ...data });
        // Each message may come twice, and each answer be given twice.
        await world.take(text);
        await world.take(text);
        await world.hear(type, id, data);
      }
    }
    const order = await world.order(id);
    return { order, others, steps: await world.steps(id) };
  }

  async function forEach(
    sequences: Fact[][],
    work: (facts: Fact[]) => Promise<void>,
  ) {
    const left = [...sequences];
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let one = left.pop(); one; one = left.pop()) await work(one);
      }),
    );
  }

  it.each<[string, string | null, Fact[], Array<[string, string | null]>]>([
    [
      'confirmed',
      null,
      ['reserved', 'captured'],
      [
        ['placed', null],
        ['reserved', null],
        ['confirmed', null],
      ],
    ],
    [
      'cancelled',
      'payment-declined',
      ['reserved', 'declined'],
      [
        ['placed', null],
        ['reserved', null],
        ['releasing', 'payment-declined'],
        ['cancelled', null],
      ],
    ],
    [
      'rejected',
      'out-of-stock',
      ['refused', 'declined'],
      [
        ['placed', null],
        ['rejected', 'out-of-stock'],
      ],
    ],
  ])(
    'should be %s because of %s by %j, in all orders of six events, and come by the same steps',
    async (state, reason, facts, steps) => {
      const all = everySequence(facts);
      expect(all).toHaveLength(62);
      await forEach(all, async sequence => {
        const end = await endOf(sequence);
        expect([sequence, end.order]).toMatchObject([
          sequence,
          { state, reason, paymentToken: null },
        ]);
        expect([sequence, end.steps]).toEqual([sequence, steps]);
        expectKept(end);
      });
    },
  );

  it('should get what it takes from its queue, and nothing else', () => {
    expect(Object.keys(world.saga.handlers).sort()).toEqual(
      eventsInQueueOf('order-service').sort(),
    );
  });

  it('should keep stock and money whenever a shopper takes an order back, in all orders of six events', async () => {
    const all = everySequence(['reserved', 'captured', 'cancel']).filter(
      facts => facts.filter(fact => fact === 'cancel').length === 1,
    );
    expect(all).toHaveLength(180);
    const ends = new Set<string>();
    await forEach(all, async sequence => {
      const before = sequence.slice(0, sequence.indexOf('cancel'));
      const isLate = before.includes('reserved') && before.includes('captured');
      const end = await endOf(sequence);
      expect([sequence, end.order?.state]).toEqual([
        sequence,
        isLate ? 'confirmed' : 'cancelled',
      ]);
      expect(end.order?.reason).toBe(isLate ? null : 'cancelled-by-customer');
      ends.add(String(end.order?.state));
      expectKept(end);
    });
    expect([...ends].sort()).toEqual(['cancelled', 'confirmed']);
  });

  /** Nothing is gone or there twice: a confirmed order has its goods for its money, any other neither. */
  function expectKept({ order, others }: Awaited<ReturnType<typeof endOf>>) {
    const isConfirmed = order?.state === 'confirmed';
    const sold = isConfirmed ? QUANTITY : 0;
    expect(others).toEqual(
      Object.assign(new Others([]), {
        ...{ reserved: 0, sold, onHand: ON_HAND - sold },
        cents: isConfirmed ? TOTAL_CENTS : 0,
      }),
    );
    expect(order?.stockSoldAt === null).toBe(!isConfirmed);
  }

  it('should tell the others why an order goes back', async () => {
    const { id } = await world.placeOrder();
    await world.take(texts('reserved', id));
    await world.take(texts('declined', id));
    await world.hear('stock.released.v1', id);
    const withdrawn = await world.placeOrder();
    await cancel(withdrawn.id);
    const reasons = async (orderId: string) =>
      (await world.told(orderId)).flatMap(({ type, data }) =>
        'reason' in data ? [[type, data.reason]] : [],
      );
    expect(await reasons(id)).toEqual([
      ['order.stock-release.v1', 'payment-declined'],
      ['order.cancelled.v1', 'payment-declined'],
    ]);
    expect(await reasons(withdrawn.id)).toEqual([
      ['order.payment-void.v1', 'cancelled-by-customer'],
    ]);
  });

  it.each<[first: 'cancel' | 'captured', state: string, told: string]>([
    ['cancel', 'voiding', 'order.payment-void.v1'],
    ['captured', 'confirmed', 'order.confirmed.v1'],
  ])(
    'should let one of the two win where it is paid and taken back at once: %s',
    async (first, state, type) => {
      const { id } = await world.placeOrder();
      await world.take(texts('reserved', id));
      const before = (await world.told(id)).length;
      const event = { cancel: 'cancel', captured: 'payment-captured' } as const;
      let second: Promise<void> | undefined;
      await world.database.transaction(async tx => {
        const order = await world.store.lock(tx, id);
        if (!order) throw new Error('It is gone');
        await world.saga.move(tx, order, event[first]);
        second =
          first === 'cancel' ? world.take(texts('captured', id)) : cancel(id);
        await untilTrue('the other waits for it', async () => {
          const waiting = await ask(
            tables.url(),
            `SELECT 1 FROM pg_stat_activity
             WHERE datname = current_database() AND wait_event_type = 'Lock'`,
          );
          return waiting.length === 1;
        });
      });
      await second;
      expect((await world.order(id))?.state).toBe(state);
      const told = (await world.told(id)).slice(before);
      expect(told.map(one => one.type)).toEqual([type]);
    },
  );

  it('should end an order that is taken back although its stock is sold, and say so', async () => {
    const { id } = await world.placeOrder();
    await world.take(texts('reserved', id));
    await world.take(texts('declined', id));
    await world.hear('stock.sold.v1', id);
    expect(await world.order(id)).toMatchObject({
      ...{ state: 'cancelled', reason: 'payment-declined', stockSoldAt: null },
    });
  });

  it('should count an end once where its transaction runs twice, and none that was undone', async () => {
    const count = async () => {
      const text = await world.metrics.registry.metrics();
      return Number(
        /business_transactions_total\{type="order",outcome="rejected",[^}]*\} (\d+)/.exec(
          text,
        )?.[1] ?? 0,
      );
    };
    const before = await count();
    await ask(tables.url(), COLLIDE_ONCE);
    const { id } = await world.placeOrder();
    await world.take(texts('refused', id));
    await ask(tables.url(), 'DROP TRIGGER collide ON orders');
    expect((await world.order(id))?.state).toBe('rejected');
    expect((await count()) - before).toBe(1);
    const [{ tries }] = await ask<{ tries: string }>(
      tables.url(),
      'SELECT last_value AS tries FROM commits',
    );
    expect(Number(tries)).toBe(2);
  });
});
