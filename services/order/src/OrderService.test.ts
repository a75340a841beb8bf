import { randomUUID } from 'node:crypto';
import {
  EventProcessor,
  eventSettings,
  readConfig,
  ShopEvents,
} from '@portico/service-kit';
import {
  eventText,
  roundTripsOf,
  testTables,
} from '@portico/service-kit/testUtils';
import { MIGRATIONS } from './app';
import { CartService } from './CartService';
import { CartStore } from './CartStore';
import { CheckoutStore } from './CheckoutStore';
import { CartChangedError, PriceChangedError } from './errors';
import { OrderSaga } from './OrderSaga';
import { OrderService } from './OrderService';
import { OrderStore } from './OrderStore';

jest.setTimeout(60_000);

const LAMP = randomUUID();
const CHAIR = randomUUID();

describe('OrderService', () => {
  const tables = testTables(MIGRATIONS);
  let priceCents = 1_500;
  let whileAsked: () => Promise<unknown> = async () => {};
  const catalog = {
    shown: async (id: string) => ({ id, name: 'Lamp', priceCents }),
    find: async (ids: readonly string[]) => {
      await whileAsked();
      return new Map(ids.map(id => [id, { id, name: 'Lamp', priceCents }]));
    },
  };
  let carts: CartService;
  let orders: OrderService;
  let processor: EventProcessor;

  beforeAll(() => {
    const database = tables.database();
    const { log, metrics } = tables.tools;
    const store = new OrderStore();
    const events = ShopEvents.connect({
      config: readConfig(eventSettings, {
        TOPIC_ARN: 'arn:aws:sns:us-west-2:000000000000:shop',
      }),
      ...{ service: 'order-service', database, log },
    });
    const saga = OrderSaga.create({ events, metrics, store, log });
    carts = CartService.create({ database, catalog, store: new CartStore() });
    orders = OrderService.create({
      ...{ database, catalog, saga, events, metrics },
      ...{ orders: store, checkouts: new CheckoutStore() },
    });
    processor = EventProcessor.create({
      ...{ consumer: 'order-service', database, log },
      handlers: saga.handlers,
    });
  });
  beforeEach(() => {
    priceCents = 1_500;
    whileAsked = async () => {};
  });

  /** Somebody with a lamp in the cart. */
  async function aShopper() {
    const userId = randomUUID();
    const put = (quantity: number, productId = LAMP) =>
      carts.put(userId, productId, quantity);
    const checkOut = (key = 'k') =>
      orders.checkOut({ userId, key, paymentToken: 'tok_visa' });
    await put(1);
    return { userId, put, checkOut };
  }

  it('should accept an order in one question and one answer', async () => {
    const { userId, put, checkOut } = await aShopper();
    expect(await roundTripsOf(() => checkOut())).toEqual([
      ...['checkout-begin', 'checkout-accept'],
    ]);
    expect(await roundTripsOf(() => checkOut())).toEqual(['checkout-begin']);
    expect(await roundTripsOf(() => put(1))).toEqual(['cart-put']);
    priceCents = 1_600;
    const refused = () =>
      expect(checkOut('other')).rejects.toThrow(PriceChangedError);
    expect(await roundTripsOf(refused)).toEqual([
      ...['checkout-begin', 'checkout-refuse'],
    ]);
    expect(
      (await orders.list(userId, { before: '99', limit: 9 })).items,
    ).toHaveLength(1);
  });

  it('should put something in a cart in one statement, the first time as well', async () => {
    const put = () => carts.put(randomUUID(), LAMP, 1);
    expect(await roundTripsOf(put)).toEqual(['cart-put']);
  });

  it('should move an order in one statement, with its history and what it tells', async () => {
    const { checkOut } = await aShopper();
    const { id } = (await checkOut()).body as { id: string };
    const text = eventText('stock.reserved.v1', id, { orderId: id });
    expect(await roundTripsOf(() => processor.process(text))).toEqual([
      ...['BEGIN', 'inbox-take', 'order-lock', 'order-move', 'COMMIT'],
    ]);
  });

  it('should order what is in the cart when prices are known', async () => {
    const { put, checkOut } = await aShopper();
    let times = 0;
    whileAsked = async () => {
      times += 1;
      whileAsked = async () => {};
      await put(2, CHAIR);
    };
    const { body } = await checkOut();
    expect(times).toBe(1);
    expect(body).toMatchObject({ totalCents: 3 * 1_500 });
  });

  it('should say so where the cart is changed again and again', async () => {
    const { userId, put, checkOut } = await aShopper();
    let quantity = 1;
    const change = async () => {
      whileAsked = async () => {};
      quantity += 1;
      await put(quantity, CHAIR);
      whileAsked = change;
    };
    whileAsked = change;
    await expect(checkOut()).rejects.toThrow(CartChangedError);
    whileAsked = async () => {};
    expect(
      (await orders.list(userId, { before: '99', limit: 9 })).items,
    ).toEqual([]);
    // Nothing is lost, and the key may be used again.
    expect((await carts.get(userId)).lines).toHaveLength(2);
    expect((await checkOut()).status).toBe(202);
  });
});
