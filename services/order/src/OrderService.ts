import { randomUUID } from 'node:crypto';
import {
  BadRequestError,
  ConflictError,
  NotFoundError,
  toPage,
  type Database,
  type EventWriter,
  type Metrics,
  type Page,
  type Queryable,
  type SequencePage,
} from '@portico/service-kit';
import { viewCart, type CartView } from './CartService';
import type { CartStore } from './CartStore';
import {
  KeyInUseError,
  KeyReusedError,
  NotForSaleError,
  PriceChangedError,
} from './errors';
import { faultPoint } from './faultPoints';
import {
  hashRequest,
  type IdempotencyStore,
  type StoredAnswer,
} from './IdempotencyStore';
import { MOST_CENTS, totalCents, type OrderLine } from './money';
import type { OrderSaga } from './OrderSaga';
import type { OrderStore } from './OrderStore';
import { isTerminal, TRANSITIONS, type OrderState } from './orderStates';
import { viewOrder, type OrderView } from './orderView';
import type { CatalogProduct, ProductCatalog } from './ProductCatalog';

/** What the service needs. */
export interface OrderServiceOptions {
  database: Database;
  orders: OrderStore;
  carts: CartStore;
  keys: IdempotencyStore;
  catalog: ProductCatalog;
  saga: OrderSaga;
  events: EventWriter;
  metrics: Metrics;
}

/** What a shopper asks for at the checkout. */
export interface Checkout {
  userId: string;
  /** The shopper's own: the same key means the same order. */
  key: string;
  paymentToken: string;
}

/** An answer to a checkout, with whether it was given before. */
export interface CheckoutAnswer extends StoredAnswer {
  replayed: boolean;
}

const PRICE_CHANGED = 409;

/** The rules of orders: each is accepted once, and belongs to one shopper. */
export class OrderService {
  readonly #options: OrderServiceOptions;

  private constructor(options: OrderServiceOptions) {
    this.#options = options;
  }

  static create(options: OrderServiceOptions): OrderService {
    return new OrderService(options);
  }

  /** Accepts what is in the cart as an order, or says again what was said to the same key. */
  async checkOut(checkout: Checkout): Promise<CheckoutAnswer> {
    const { database, carts, catalog, metrics, events } = this.#options;
    const known = await this.#knownAnswer(database, checkout);
    if (known) return { ...known, replayed: true };
    const seen = await carts.lines(database, checkout.userId);
    // Prices are asked for before anything is locked: another service may take its time.
    const products = await catalog.find(seen.map(line => line.productId));
    const outcome = await database.transaction(tx =>
      this.#accept(tx, checkout, products),
    );
    if (outcome.kind === 'price-changed') {
      throw new PriceChangedError(outcome.cart);
    }
    if (!outcome.replayed) {
      faultPoint('accept:after-commit');
      metrics.countTransaction('order', 'accepted');
      events.nudge();
    }
    return outcome;
  }

  async get(userId: string, id: string) {
    const { database, orders } = this.#options;
    const order = await orders.find(database, userId, id);
    if (!order) throw noSuchOrder();
    const history = await orders.history(database, id);
    return {
      ...viewOrder(order),
      history: history.map(step => ({ ...step, at: step.at.toISOString() })),
    };
  }

  /** The newest orders first. */
  async list(
    userId: string,
    { before, limit }: SequencePage,
  ): Promise<Page<OrderView>> {
    const { database, orders } = this.#options;
    const asked = { before, limit: limit + 1 };
    const found = await orders.list(database, userId, asked);
    const { items, ...next } = toPage(found, limit, last => last.sequence);
    return { items: items.map(viewOrder), ...next };
  }

  /** Begins to take an order back; an order that is on its way back stays so. */
  async cancel(userId: string, id: string): Promise<OrderView> {
    const { database, orders, saga, events } = this.#options;
    const order = await database.transaction(async tx => {
      const locked = await orders.lock(tx, id);
      if (!locked || locked.userId !== userId) throw noSuchOrder();
      if (isTerminal(locked.state) && locked.state !== 'cancelled') {
        throw new ConflictError(tooLate(locked.state));
      }
      if (!TRANSITIONS[locked.state].cancel) return locked;
      const { state } = await saga.move(tx, locked, 'cancel');
      faultPoint('cancel:before-commit');
      return { ...locked, state, reason: 'cancelled-by-customer' };
    });
    faultPoint('cancel:after-commit');
    events.nudge();
    return viewOrder(order);
  }

  async #accept(
    tx: Queryable,
    checkout: Checkout,
    products: ReadonlyMap<string, CatalogProduct>,
  ): Promise<
    | ({ kind: 'accepted' } & CheckoutAnswer)
    | { kind: 'price-changed'; cart: CartView }
  > {
    const { orders, carts, keys, saga } = this.#options;
    const { userId, key, paymentToken } = checkout;
    if (!(await keys.lock(tx, userId, key))) {
      throw new KeyInUseError('This order is being placed. Try again soon.');
    }
    // Another request with the key may have ended in between.
    const known = await this.#knownAnswer(tx, checkout);
    if (known) return { kind: 'accepted', ...known, replayed: true };
    await carts.lock(tx, userId);
    const lines = await carts.lines(tx, userId);
    if (lines.length === 0) throw new BadRequestError('The cart is empty.');
    const priced = lines.map(line => withPrice(line, products));
    if (
      lines.some((line, n) => line.unitPriceCents !== priced[n].unitPriceCents)
    ) {
      for (const line of priced) await carts.put(tx, userId, line);
      // Else a client that missed this answer would order at a price that nobody saw.
      const cart = viewCart(priced);
      const refusal = { status: PRICE_CHANGED, body: cart };
      await keys.keep(tx, userId, key, hashOf(checkout), refusal);
      return { kind: 'price-changed', cart };
    }
    const total = totalCents(priced);
    if (total > MOST_CENTS) {
      throw new BadRequestError('An order of this size cannot be placed here.');
    }
    const order = await orders.insert(tx, {
      id: randomUUID(),
      userId,
      lines: priced,
      totalCents: total,
      paymentToken,
    });
    await saga.begin(tx, order);
    await carts.empty(tx, userId);
    const answer = { status: 202, body: viewOrder(order) };
    await keys.keep(tx, userId, key, hashOf(checkout), answer);
    faultPoint('accept:before-commit');
    return { kind: 'accepted', ...answer, replayed: false };
  }

  async #knownAnswer(
    db: Queryable,
    checkout: Checkout,
  ): Promise<StoredAnswer | undefined> {
    const { userId, key } = checkout;
    const state = await this.#options.keys.find(
      db,
      userId,
      key,
      hashOf(checkout),
    );
    if (state.kind === 'other-request') {
      throw new KeyReusedError(
        'This idempotency key was used for another request. Use a new one.',
      );
    }
    if (state.kind !== 'answered') return undefined;
    if (state.answer.status === PRICE_CHANGED) {
      throw new PriceChangedError(state.answer.body);
    }
    return state.answer;
  }
}

/** The cart may change between two tries with one key: the key stands for the order, not for the cart. */
function hashOf({ paymentToken }: Checkout): string {
  return hashRequest(['POST /v1/orders', paymentToken]);
}

function withPrice(
  line: OrderLine,
  products: ReadonlyMap<string, CatalogProduct>,
): OrderLine {
  const product = products.get(line.productId);
  if (!product) {
    throw new NotForSaleError(
      `'${line.name}' is not for sale any more. Take it out of the cart.`,
    );
  }
  return {
    ...line,
    name: product.name,
    unitPriceCents: product.priceCents,
  };
}

function noSuchOrder(): NotFoundError {
  return new NotFoundError('There is no such order.');
}

function tooLate(state: OrderState): string {
  return state === 'confirmed'
    ? 'The order is paid and confirmed; it cannot be cancelled any more.'
    : 'The order was rejected; there is nothing to cancel.';
}
