import type {
  AfterCommit,
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
import { eventsOf } from './orderEvents';
import {
  isTerminal,
  settle,
  type OrderEvent,
  type OrderState,
} from './orderStates';

/** What the saga needs. */
export interface SagaOptions {
  store: OrderStore;
  events: EventWriter;
  metrics: Metrics;
  log: Log;
}

/** What became of an order. */
export interface Move {
  state: OrderState;
  /** Every state that it came through; none where nothing changed. */
  passed: OrderState[];
}

const REASONS: Partial<Record<OrderEvent, string>> = {
  'stock-refused': 'out-of-stock',
  'payment-declined': 'payment-declined',
  cancel: 'cancelled-by-customer',
};
const EVENTS: Partial<Record<ShopEventType, OrderEvent>> = {
  'stock.reserved.v1': 'stock-reserved',
  'stock.refused.v1': 'stock-refused',
  'stock.released.v1': 'stock-released',
  'stock.sold.v1': 'stock-sold',
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
  'stock-sold': 'sold',
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
      'stock.sold.v1': ({ data }, tx) => this.#hearSold(tx, data.orderId),
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

  /** Moves a locked order; count it once the transaction is committed. */
  async move(
    tx: Queryable,
    order: Order,
    event: OrderEvent,
    reason = REASONS[event],
  ): Promise<Move> {
    const { store, events } = this.#options;
    const { passed, early } = settle(order, event);
    const state = passed.at(-1) ?? order.state;
    if (passed.length === 0 && early === order.early) return { state, passed };
    // What came early leads to the second state, and it is why.
    const reasons = [reason, order.early ? REASONS[order.early] : undefined];
    const told = passed.map((_state, step) => reasons[step]);
    const why = told.findLast(one => one !== undefined) ?? order.reason;
    await store.move(tx, order.id, {
      state,
      early,
      reason: why,
      paymentToken: isTerminal(state) ? null : order.paymentToken,
      passed: passed.map((one, step) => ({
        state: one,
        reason: told[step] ?? null,
      })),
      events: passed
        .flatMap(one => eventsOf(order, one, why))
        .map(one => events.create(one)),
    });
    return { state, passed };
  }

  /** Counts an order that has come to its end; after the commit, as a transaction may run again. */
  count({ passed }: Move): void {
    for (const state of passed) {
      if (isTerminal(state))
        this.#options.metrics.countTransaction('order', state);
    }
  }

  /** Asks the others again what a locked order waits for. */
  async askAgain(tx: Queryable, order: Order): Promise<void> {
    const { store, events } = this.#options;
    for (const event of eventsOf(order, order.state, order.reason)) {
      await events.append(tx, event);
    }
    await store.saveAsked(tx, order.id);
  }

  async #hear(
    tx: Queryable,
    orderId: string,
    event: OrderEvent,
    amountCents?: number,
  ): Promise<AfterCommit> {
    const order = await this.#lock(tx, orderId);
    let moved: Move;
    if (amountCents !== undefined && amountCents !== order.totalCents) {
      this.#options.log.error(
        { orderId },
        'A payment is not what the order costs',
      );
      moved = await this.move(tx, order, 'cancel', 'wrong-amount');
    } else {
      moved = await this.move(tx, order, event);
    }
    faultPoint(`${STEPS[event]}:before-commit`);
    return () => this.count(moved);
  }

  /** The answer to a confirmation; to a release it is a fault, after which there is nothing to wait for. */
  async #hearSold(
    tx: Queryable,
    orderId: string,
  ): Promise<AfterCommit | undefined> {
    const { store, log } = this.#options;
    const order = await this.#lock(tx, orderId);
    if (order.state === 'confirmed') {
      await store.saveSold(tx, orderId);
      faultPoint('sold:before-commit');
      return undefined;
    }
    log.error(
      { orderId, state: order.state },
      'The stock of an order is sold that is not confirmed',
    );
    const moved = await this.move(tx, order, 'stock-sold');
    return () => this.count(moved);
  }

  async #lock(tx: Queryable, orderId: string): Promise<Order> {
    const order = await this.#options.store.lock(tx, orderId);
    // It comes again, and is given up in the end: somebody looks there.
    if (!order) throw new Error(`There is no order ${orderId}`);
    return order;
  }
}
