import { randomUUID } from 'node:crypto';
import { EventProcessor, type ShopEventType } from '@portico/service-kit';
import {
  eventText,
  recordEvents,
  testTables,
} from '@portico/service-kit/testUtils';
import * as fc from 'fast-check';
import { MIGRATIONS } from './app';
import { ProductStore } from './ProductStore';
import { StockService } from './StockService';
import { StockStore, type StockLine } from './StockStore';

jest.setTimeout(120_000);

const SHELVES = [3, 8];
const ORDERS = 4;

/** What an order service may say, in any order and more than once, or what an administrator does. */
type Step =
  | { kind: 'event'; type: ShopEventType; order: number }
  | { kind: 'adjust'; product: number; onHand: number }
  | { kind: 'at-once'; type: ShopEventType; orders: number[] };

const type = fc.constantFrom<ShopEventType>(
  'order.placed.v1',
  'order.stock-release.v1',
  'order.confirmed.v1',
);
const order = fc.nat({ max: ORDERS - 1 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('event' as const), type, order }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('adjust' as const),
      product: fc.nat({ max: SHELVES.length - 1 }),
      onHand: fc.nat({ max: 10 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('at-once' as const),
      type,
      orders: fc.array(order, { minLength: 2, maxLength: 4 }),
    }),
  },
);

interface Shelf {
  product_id: string;
  on_hand: number;
  reserved: number;
  sold: number;
}

describe('stock', () => {
  const tables = testTables(MIGRATIONS);
  const products = new ProductStore();
  const store = new StockStore();
  let processor: EventProcessor;
  const seen = { sold: 0, refused: 0, adjusted: 0 };

  beforeAll(() => {
    const { log, metrics } = tables.tools;
    processor = EventProcessor.create({
      consumer: 'test',
      database: tables.database(),
      log,
      handlers: StockService.create({
        ...{ store, metrics, events: recordEvents() },
        forget: async () => {},
      }).handlers,
    });
  });

  /** Two products and some orders, each of which wants both. */
  async function aShop(quantities: readonly number[]) {
    const ids: string[] = SHELVES.map(() => randomUUID());
    for (const [index, id] of ids.entries()) {
      await products.insert(tables.database(), id, {
        ...{ sku: id, name: 'x', description: '', category: 'x' },
        ...{ priceCents: 100, onHand: SHELVES[index] },
      });
    }
    const orders = quantities.map(quantity => ({
      ...{ orderId: randomUUID(), userId: randomUUID(), reason: 'x' },
      ...{ currency: 'USD', totalCents: 100 },
      lines: ids.map(productId => ({
        ...{ productId, name: 'x', quantity, unitPriceCents: 100 },
      })),
    }));
    const send = (kind: ShopEventType, index: number) =>
      processor.process(eventText(kind, orders[index].orderId, orders[index]));
    return { ids, orders, send };
  }

  const setOnHand = (id: string, onHand: number) =>
    products.setOnHand(tables.database(), id, onHand);
  // On the connections that are there: to open one for each look took most of the time.
  const shelvesOf = (ids: readonly string[]) =>
    tables.database().query<Shelf>({
      name: 'shelves',
      text: `SELECT product_id, on_hand, reserved, sold FROM stock
             WHERE product_id = ANY($1::uuid[])`,
      values: [ids],
    });

  async function heldBy(orderIds: readonly string[]) {
    const rows = await tables
      .database()
      .query<{ state: string; lines: StockLine[] }>({
        name: 'held',
        text: `SELECT state, lines FROM reservations
               WHERE order_id = ANY($1::uuid[])`,
        values: [orderIds],
      });
    const pieces = (state: string, id: string) =>
      rows
        .filter(row => row.state === state)
        .flatMap(row => row.lines)
        .filter(line => line.productId === id)
        .reduce((sum, line) => sum + line.quantity, 0);
    seen.refused += rows.filter(row => row.state === 'refused').length;
    return pieces;
  }

  it('should lose and make no piece, whatever comes in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 3 }), {
          ...{ minLength: ORDERS, maxLength: ORDERS },
        }),
        fc.array(step, { minLength: 3, maxLength: 16 }),
        async (quantities, steps) => {
          const { ids, orders, send } = await aShop(quantities);
          const total = new Map(ids.map((id, i) => [id, SHELVES[i]]));
          for (const one of steps) {
            if (one.kind === 'event') await send(one.type, one.order);
            if (one.kind === 'at-once') {
              await Promise.all(one.orders.map(i => send(one.type, i)));
            }
            if (one.kind === 'adjust') {
              const id = ids[one.product];
              const before = (await shelvesOf([id]))[0];
              const done = await setOnHand(id, one.onHand);
              if (done) {
                const more = one.onHand - before.on_hand;
                total.set(id, (total.get(id) ?? 0) + more);
                seen.adjusted += 1;
              }
            }
            const pieces = await heldBy(orders.map(({ orderId }) => orderId));
            for (const shelf of await shelvesOf(ids)) {
              const { product_id: id, on_hand: onHand, reserved, sold } = shelf;
              // What is reserved is on the shelf until it is sold.
              const free = onHand - reserved;
              expect(free + reserved + sold).toBe(total.get(id));
              expect(Math.min(free, reserved, sold)).toBeGreaterThanOrEqual(0);
              expect(reserved).toBe(pieces('reserved', id));
              expect(sold).toBe(pieces('sold', id));
              seen.sold += sold;
            }
          }
        },
      ),
      { numRuns: 60 },
    );
    // Else the sequences would say nothing about what matters.
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(10);
  });
});
