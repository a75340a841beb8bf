import { randomUUID } from 'node:crypto';
import {
  createTools,
  Database,
  databaseSettings,
  EventProcessor,
  migrate,
  readConfig,
  serviceSettings,
  type Log,
  type Metrics,
  type ShopEventType,
} from '@portico/service-kit';
import {
  ask,
  eventsInQueueOf,
  eventText,
  recordEvents,
  roundTripsOf,
  TEST_ENVIRONMENT,
  testDatabase,
} from '@portico/service-kit/testUtils';
import { MIGRATIONS } from './app';
import { ProductStore } from './ProductStore';
import { StockService } from './StockService';
import { StockStore } from './StockStore';

jest.setTimeout(60_000);

const LENGTH = 6;
const ON_HAND = 5;

/** Every sequence of six that has each of some things in it. */
function everySequence<T>(things: readonly T[]): T[][] {
  let sequences: T[][] = [[]];
  for (let place = 0; place < LENGTH; place++) {
    sequences = sequences.flatMap(some => things.map(one => [...some, one]));
  }
  return sequences.filter(some => new Set(some).size === things.length);
}

describe('StockService', () => {
  const place = testDatabase();
  let log: Log;
  let metrics: Metrics;
  let database: Database;
  let service: StockService;
  let processor: EventProcessor;
  const events = recordEvents();
  let forgotten: string[] = [];

  beforeAll(async () => {
    const config = readConfig(
      { ...serviceSettings, ...databaseSettings },
      { ...TEST_ENVIRONMENT, DATABASE_URL: place.url(), LOG_LEVEL: 'silent' },
    );
    ({ log, metrics } = createTools({ name: 'test', config }));
    await migrate({ config, folder: MIGRATIONS, log });
    database = Database.create({ config, service: 'test', log });
    const store = new StockStore();
    service = StockService.create({
      ...{ store, events, metrics },
      forget: async ids => {
        forgotten = [...forgotten, ...ids];
      },
    });
    processor = EventProcessor.create({
      consumer: 'test',
      database,
      log,
      handlers: service.handlers,
    });
  });
  afterAll(() => database.end());

  /** What becomes of a product of which an order wants two, by what comes in which order. */
  async function outcomeOf(types: readonly ShopEventType[]) {
    const orderId = randomUUID();
    const productId = randomUUID();
    await new ProductStore().insert(database, productId, {
      ...{ sku: productId, name: 'x', description: '', category: 'x' },
      ...{ priceCents: 100, onHand: ON_HAND },
    });
    const line = { productId, name: 'x', quantity: 2, unitPriceCents: 100 };
    const data = {
      ...{ orderId, userId: randomUUID(), reason: 'x' },
      ...{ currency: 'USD', totalCents: 200, lines: [line] },
    };
    for (const type of types) {
      const text = eventText(type, orderId, data);
      await processor.process(text);
      // The same message comes again: it is one question, not two.
      await processor.process(text);
    }
    const [stock] = await ask<{
      on_hand: number;
      reserved: number;
      sold: number;
    }>(
      place.url(),
      `SELECT on_hand, reserved, sold, state FROM stock, reservations
       WHERE product_id = $1 AND order_id = $2`,
      [productId, orderId],
    );
    const answers = events.told
      .filter(({ subject }) => subject === orderId)
      .map(({ type }) => type);
    return { stock, answers, productId };
  }

  /** Four at a time, as the pool has connections. */
  async function forEach<T>(items: readonly T[], work: (one: T) => unknown) {
    const left = [...items];
    await Promise.all(
      Array.from({ length: 4 }, async () => {
        for (let one = left.pop(); one !== undefined; one = left.pop()) {
          await work(one);
        }
      }),
    );
  }
  const timesOf = (types: readonly ShopEventType[], type: ShopEventType) =>
    types.filter(one => one === type).length;

  it('should get what it takes from its queue, and nothing else', () => {
    expect(Object.keys(service.handlers).sort()).toEqual(
      eventsInQueueOf('product-service').sort(),
    );
  });

  it('should give back what an order held, in all orders of six events', async () => {
    const all = everySequence<ShopEventType>([
      'order.placed.v1',
      'order.stock-release.v1',
    ]);
    expect(all).toHaveLength(62);
    await forEach(all, async types => {
      const { stock, answers } = await outcomeOf(types);
      expect([types, stock]).toEqual([
        types,
        { on_hand: ON_HAND, reserved: 0, sold: 0, state: 'released' },
      ]);
      expect(timesOf(answers, 'stock.released.v1')).toBe(
        timesOf(types, 'order.stock-release.v1'),
      );
    });
  });

  it('should sell once what an order holds, and answer each confirmation, in all orders of six events', async () => {
    const rest = everySequence<ShopEventType>([
      'order.placed.v1',
      'order.confirmed.v1',
    ]);
    // Nothing is confirmed before it was reserved.
    const all = rest.filter(([first]) => first === 'order.placed.v1');
    expect(all).toHaveLength(31);
    await forEach(all, async types => {
      const { stock, answers } = await outcomeOf(types);
      expect([types, stock]).toEqual([
        types,
        { on_hand: ON_HAND - 2, reserved: 0, sold: 2, state: 'sold' },
      ]);
      expect(timesOf(answers, 'stock.sold.v1')).toBe(
        timesOf(types, 'order.confirmed.v1'),
      );
    });
  });

  it('should keep sold what is sold, and say so to a release that comes too late', async () => {
    const { stock, answers } = await outcomeOf([
      'order.placed.v1',
      'order.confirmed.v1',
      'order.stock-release.v1',
    ]);
    expect(stock).toEqual({
      ...{ on_hand: ON_HAND - 2, reserved: 0, sold: 2, state: 'sold' },
    });
    expect(answers).toEqual([
      ...['stock.reserved.v1', 'stock.sold.v1', 'stock.sold.v1'],
    ]);
  });

  it('should forget what is kept of a product each time its stock changes, and then only', async () => {
    forgotten = [];
    const { productId } = await outcomeOf([
      ...(['order.placed.v1', 'order.placed.v1'] as const),
      ...(['order.confirmed.v1', 'order.stock-release.v1'] as const),
    ]);
    expect(forgotten).toEqual([productId, productId]);
  });

  it('should reserve and sell in one statement each, and keep and tell it in another', async () => {
    const types = ['order.placed.v1', 'order.confirmed.v1'] as const;
    const asked = await roundTripsOf(() => outcomeOf(types));
    const each = (effect: string) => [
      ...['BEGIN', 'inbox-take', 'reservation-lock', 'reservation-by-order'],
      ...[effect, 'reservation-save', 'COMMIT'],
    ];
    const again = ['BEGIN', 'inbox-take', 'COMMIT'];
    expect(
      asked.filter(one => one !== 'product-insert' && one !== 'stock-insert'),
    ).toEqual([
      ...[...each('stock-reserve'), ...again],
      ...[...each('stock-sell'), ...again],
      expect.stringContaining('SELECT on_hand'),
    ]);
  });

  it('should count what became of an order once, however often it is asked', async () => {
    const count = async () => {
      const text = await metrics.registry.metrics();
      return Number(
        /business_transactions_total\{type="stock",outcome="sold",[^}]*\} (\d+)/.exec(
          text,
        )?.[1] ?? 0,
      );
    };
    const before = await count();
    await outcomeOf([
      'order.placed.v1',
      'order.confirmed.v1',
      'order.confirmed.v1',
    ]);
    expect((await count()) - before).toBe(1);
  });
});
