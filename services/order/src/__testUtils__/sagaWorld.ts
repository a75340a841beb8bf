import { randomUUID } from 'node:crypto';
import {
  EventProcessor,
  eventSettings,
  readConfig,
  ShopEvents,
  type Database,
  type Log,
  type Metrics,
  type ShopEvent,
  type ShopEventType,
} from '@portico/service-kit';
import {
  ask,
  eventText,
  type TestTables,
} from '@portico/service-kit/testUtils';
import { CartStore } from '../CartStore';
import { CheckoutStore } from '../CheckoutStore';
import { placedEvent } from '../orderEvents';
import { OrderSaga } from '../OrderSaga';
import { OrderStore, type Order } from '../OrderStore';
import { newOrderView } from '../orderView';
import { OrderWatchdog } from '../OrderWatchdog';

/** The saga with its tables, and nobody else: what it tells stays in the outbox. */
export interface SagaWorld {
  database: Database;
  store: OrderStore;
  saga: OrderSaga;
  metrics: Metrics;
  /** An order of two lamps at 15.00. */
  placeOrder(): Promise<Order>;
  /** Makes an order as old as that, also for the watchdog. */
  age(orderId: string, seconds: number): Promise<void>;
  /** Takes an event as if from the queue; one that nobody sent before, or a text that was. */
  hear(type: ShopEventType, orderId: string, data?: object): Promise<void>;
  take(text: string): Promise<void>;
  /** What the others were told of an order so far. */
  told(orderId: string): Promise<ShopEvent[]>;
  order(orderId: string): Promise<Order | undefined>;
  /** The states of an order and why, in order. */
  steps(
    orderId: string,
  ): Promise<Array<[state: string, reason: string | null]>>;
  watchdog(log?: Log): OrderWatchdog;
}

/** What the two lamps of an order cost. */
export const TOTAL_CENTS = 3_000;

const STUCK_SECONDS = 60;

/** Makes the saga on tables that are there. */
export function sagaWorld(tables: TestTables): SagaWorld {
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
  const processor = EventProcessor.create({
    consumer: 'order-service',
    ...{ database, log, handlers: saga.handlers },
  });
  const take = async (text: string) => {
    await processor.process(text);
  };
  return {
    ...{ database, store, saga, metrics, take },
    placeOrder: async () => {
      const userId = randomUUID();
      const line = {
        ...{ productId: randomUUID(), name: 'Lamp' },
        ...{ quantity: 2, unitPriceCents: TOTAL_CENTS / 2 },
      };
      await new CartStore().put(database, userId, line, 1);
      const key = { userId, key: randomUUID(), requestHash: '' };
      const checkouts = new CheckoutStore();
      const { cart } = await checkouts.begin(database, key);
      const placed = {
        ...{ id: randomUUID(), userId },
        ...{ totalCents: TOTAL_CENTS, lines: [line] },
      };
      await checkouts.accept(database, key, cart ?? '', {
        view: newOrderView(placed),
        paymentToken: 'tok_visa',
        events: [events.create(placedEvent(placed))],
      });
      const order = await store.find(database, userId, placed.id);
      if (!order) throw new Error('No order was placed');
      return order;
    },
    age: async (orderId, seconds) => {
      await ask(
        tables.url(),
        `UPDATE orders SET placed_at = t, changed_at = t, asked_at = t
         FROM (SELECT now() - make_interval(secs => $2) AS t) WHERE id = $1`,
        [orderId, seconds],
      );
    },
    hear: (type, orderId, data = {}) =>
      take(eventText(type, orderId, { orderId, ...data })),
    told: async orderId => {
      const rows = await database.query<{ event: ShopEvent }>({
        name: 'told',
        text: `SELECT event FROM outbox WHERE event->>'subject' = $1
               ORDER BY sequence`,
        values: [orderId],
      });
      return rows.map(({ event }) => event);
    },
    order: async orderId => database.transaction(tx => store.lock(tx, orderId)),
    steps: async orderId => {
      const steps = await store.history(database, orderId);
      return steps.map(({ state, reason }) => [state, reason]);
    },
    watchdog: (watched = log) =>
      OrderWatchdog.create({
        ...{ database, store, saga, events, log: watched },
        stuckSeconds: STUCK_SECONDS,
      }),
  };
}
