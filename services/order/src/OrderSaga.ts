import type {
  Database,
  EventHandlers,
  EventWriter,
  Log,
  Metrics,
  Queryable,
  ShopEvent,
  ShopEventType,
} from '@portico/service-kit';
import { faultPoint, type SagaStep } from './faultPoints';
import type { Order, OrderStore } from './OrderStore';
import {
  COMMANDS,
  isTerminal,
  settle,
  type OrderEvent,
  type OrderState,
} from './orderStates';

/** What the saga needs. */
export interface SagaOptions {
  database: Database;
  store: OrderStore;
  events: EventWriter;
  metrics: Metrics;
  log: Log;
}

/** After so long an order that could not be reserved or paid is given up. */
const GIVE_UP_SECONDS = 30 * 60;
const BATCH = 50;
const REASONS: Partial<Record<OrderEvent, string>> = {
  'stock-refused': 'out-of-stock',
  'payment-declined': 'payment-declined',
  cancel: 'cancelled-by-customer',
};
const EVENTS: Partial<Record<ShopEventType, OrderEvent>> = {
  'stock.reserved.v1': 'stock-reserved',
  'stock.refused.v1': 'stock-refused',
  'stock.released.v1': 'stock-released',
  'payment.captured.v1': 'payment-captured',
  'payment.declined.v1': 'payment-declined',
  'payment.voided.v1': 'payment-voided',
};
const STEPS: Record<OrderEvent, SagaStep> = {
  'stock-reserved': 'reserved',
  'stock-refused': 'reserved',
  'payment-captured': 'payment',
  'payment-declined': 'payment',
  'payment-voided': 'void',
  'stock-released': 'release',
  cancel: 'void',
};

/** Leads each order from its beginning to one end, by the table of its states. */
export class OrderSaga {
  readonly #options: SagaOptions;

  private constructor(options: SagaOptions) {
    this.#options = options;
  }

  static create(options: SagaOptions): OrderSaga {
    return new OrderSaga(options);
  }

  /** What it does about the events of the shop. */
  get handlers(): EventHandlers {
    return {
      'stock.reserved.v1': ({ data }, tx) =>
        this.#hear(tx, data.orderId, 'stock-reserved'),
      'stock.refused.v1': ({ data }, tx) =>
        this.#hear(tx, data.orderId, 'stock-refused'),
      'stock.released.v1': ({ data }, tx) =>
        this.#hear(tx, data.orderId, 'stock-released'),
      'payment.captured.v1': ({ data }, tx) =>
        this.#hear(tx, data.orderId, 'payment-captured', data.amountCents),
      'payment.declined.v1': ({ data }, tx) =>
        this.#hear(tx, data.orderId, 'payment-declined'),
      'payment.voided.v1': ({ data }, tx) =>
        this.#hear(tx, data.orderId, 'payment-voided'),
    };
  }

  /** What follows an event whose effect is committed. */
  readonly afterEffect = ({ type }: ShopEvent): void => {
    const event = EVENTS[type];
    if (event) faultPoint(`${STEPS[event]}:after-commit`);
  };

  /** Tells product of a new order; in the transaction that writes it down. */
  async begin(tx: Queryable, order: Order): Promise<void> {
    await this.#options.events.append(tx, {
      type: 'order.placed.v1',
      subject: order.id,
      data: {
        orderId: order.id,
        userId: order.userId,
        currency: 'USD',
        totalCents: order.totalCents,
        lines: order.lines,
      },
    });
  }

  /** Moves a locked order; says where it stands afterwards. */
  async move(
    tx: Queryable,
    order: Order,
    event: OrderEvent,
    reason = REASONS[event],
  ): Promise<OrderState> {
    const { store, metrics } = this.#options;
    const { passed, early } = settle(order, event);
    if (passed.length === 0 && early === order.early) return order.state;
    const state = passed.at(-1) ?? order.state;
    const why = reason ?? order.reason;
    await store.save(tx, order.id, {
      state,
      early,
      reason: why,
      paymentToken: isTerminal(state) ? null : order.paymentToken,
    });
    for (const one of passed) {
      await store.appendHistory(tx, order.id, one, reason ?? null);
      await this.#command(tx, order, one, why);
      if (isTerminal(one)) metrics.countTransaction('order', one);
    }
    return state;
  }

  /** Asks again for what stuck orders wait for, and gives up those that wait for too long; says how many there were. */
  async recover(stuckSeconds: number): Promise<number> {
    const { database, store, log, events } = this.#options;
    const found = await database.transaction(async tx => {
      const orders = await store.stuck(tx, stuckSeconds, BATCH);
      for (const order of orders) {
        if (order.ageSeconds > GIVE_UP_SECONDS) {
          const state = await this.move(tx, order, 'cancel', 'timed-out');
          if (state !== order.state) continue;
        }
        if (order.state === 'placed') await this.begin(tx, order);
        await this.#command(tx, order, order.state, order.reason);
        await store.touch(tx, order.id);
      }
      return orders;
    });
    if (found.length > 0) {
      log.warn({ orders: found.length }, 'Orders were stuck and are led on');
      events.nudge();
    }
    return found.length;
  }

  async #hear(
    tx: Queryable,
    orderId: string,
    event: OrderEvent,
    amountCents?: number,
  ): Promise<void> {
    const { store, log } = this.#options;
    const order = await store.lock(tx, orderId);
    // It comes again, and is given up in the end: somebody looks there.
    if (!order) throw new Error(`There is no order ${orderId}`);
    if (amountCents !== undefined && amountCents !== order.totalCents) {
      log.error({ orderId }, 'A payment is not what the order costs');
      await this.move(tx, order, 'cancel', 'wrong-amount');
    } else {
      await this.move(tx, order, event);
    }
    faultPoint(`${STEPS[event]}:before-commit`);
  }

  async #command(
    tx: Queryable,
    order: Order,
    state: OrderState,
    reason: string | null | undefined,
  ): Promise<void> {
    const { events } = this.#options;
    const { id: orderId, userId, totalCents, lines } = order;
    const subject = orderId;
    const currency = 'USD' as const;
    const why = reason ?? 'unknown';
    switch (COMMANDS[state]) {
      case 'ask-payment':
        await events.append(tx, {
          type: 'order.payment-due.v1',
          subject,
          data: {
            orderId,
            userId,
            currency,
            totalCents,
            paymentToken: order.paymentToken ?? 'gone',
          },
        });
        break;
      case 'void-payment':
        await events.append(tx, {
          type: 'order.payment-void.v1',
          subject,
          data: { orderId, reason: why },
        });
        break;
      case 'release-stock':
        await events.append(tx, {
          type: 'order.stock-release.v1',
          subject,
          data: { orderId, reason: why },
        });
        break;
      default:
    }
    if (state === 'confirmed') {
      await events.append(tx, {
        type: 'order.confirmed.v1',
        subject,
        data: { orderId, userId, currency, totalCents, lines },
      });
    } else if (state === 'cancelled' || state === 'rejected') {
      await events.append(tx, {
        type: 'order.cancelled.v1',
        subject,
        data: { orderId, userId, reason: why },
      });
    }
  }
}
