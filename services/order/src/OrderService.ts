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
  type SequencePage,
} from '@portico/service-kit';
import { viewCart } from './CartService';
import type { CheckoutKey, CheckoutStore, Outcome } from './CheckoutStore';
import {
  CartChangedError,
  KeyInUseError,
  KeyReusedError,
  NotForSaleError,
  PriceChangedError,
} from './errors';
import { faultPoint } from './faultPoints';
import {
  hashRequest,
  type KeyState,
  type StoredAnswer,
} from './idempotencyKeys';
import { MOST_CENTS, totalCents, type OrderLine } from './money';
import { placedEvent } from './orderEvents';
import type { OrderSaga } from './OrderSaga';
import type { OrderStore } from './OrderStore';
import { isTerminal, TRANSITIONS, type OrderState } from './orderStates';
import { newOrderView, viewOrder, type OrderView } from './orderView';
import type { CatalogProduct, ProductCatalog } from './ProductCatalog';

/** What the service needs. */
export interface OrderServiceOptions {
  database: Database;
  orders: OrderStore;
  checkouts: CheckoutStore;
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

const ACCEPTED = 202;
const PRICE_CHANGED = 409;
const ATTEMPTS = 5;

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
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const answer = await this.#tryToCheckOut(checkout);
      if (answer) return answer;
    }
    throw new CartChangedError(
      'The cart is being changed at the same time. Try again.',
    );
  }

  async get(userId: string, id: string) {
    const { database, orders } = this.#options;
    const order = await orders.find(database.reads, userId, id);
    if (!order) throw noSuchOrder();
    const history = await orders.history(database.reads, id);
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
    const found = await orders.list(database.reads, userId, asked);
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

  /** Undefined where the cart was changed, or the key answered, while prices were asked for: nothing is locked meanwhile, as another service may take its time. */
  async #tryToCheckOut(
    checkout: Checkout,
  ): Promise<CheckoutAnswer | undefined> {
    const { database, checkouts, catalog } = this.#options;
    const key = keyOf(checkout);
    const { known, lines, cart } = await checkouts.begin(database.reads, key);
    const answer = answerOf(known);
    if (answer) return { ...answer, replayed: true };
    if (cart === null || lines.length === 0) {
      throw new BadRequestError('The cart is empty.');
    }
    const products = await catalog.find(lines.map(line => line.productId));
    const priced = lines.map(line => withPrice(line, products));
    const isAsSeen = lines.every(
      (line, n) => line.unitPriceCents === priced[n].unitPriceCents,
    );
    return isAsSeen
      ? this.#accept(checkout, cart, priced)
      : this.#refuse(key, cart, priced);
  }

  async #accept(
    checkout: Checkout,
    cart: string,
    lines: OrderLine[],
  ): Promise<CheckoutAnswer | undefined> {
    const { database, checkouts, metrics, events } = this.#options;
    const { userId, paymentToken } = checkout;
    const total = totalCents(lines);
    if (total > MOST_CENTS) {
      throw new BadRequestError('An order of this size cannot be placed here.');
    }
    const order = { id: randomUUID(), userId, totalCents: total, lines };
    faultPoint('accept:before-commit');
    const outcome = await checkouts.accept(database, keyOf(checkout), cart, {
      view: newOrderView(order),
      paymentToken,
      events: [events.create(placedEvent(order))],
    });
    const body = bodyOf(outcome);
    if (body === undefined) return undefined;
    faultPoint('accept:after-commit');
    metrics.countTransaction('order', 'accepted');
    events.nudge();
    return { status: ACCEPTED, body, replayed: false };
  }

  /** Also kept: else a client that missed this answer would order at a price that nobody saw. */
  async #refuse(
    key: CheckoutKey,
    cart: string,
    lines: OrderLine[],
  ): Promise<undefined> {
    const { database, checkouts } = this.#options;
    const outcome = await checkouts.refuse(database, key, cart, {
      ...{ status: PRICE_CHANGED, body: viewCart(lines), lines },
    });
    const body = bodyOf(outcome);
    if (body !== undefined) throw new PriceChangedError(body);
  }
}

function keyOf({ userId, key, paymentToken }: Checkout): CheckoutKey {
  return { userId, key, requestHash: hashOf(paymentToken) };
}

/** What was said to a key before, if anything; throws what was thrown. */
function answerOf(known: KeyState): StoredAnswer | undefined {
  if (known.kind === 'other-request') {
    throw new KeyReusedError(
      'This idempotency key was used for another request. Use a new one.',
    );
  }
  if (known.kind !== 'answered') return undefined;
  if (known.answer.status === PRICE_CHANGED) {
    throw new PriceChangedError(known.answer.body);
  }
  return known.answer;
}

/** The answer that is kept; undefined where nothing was done. */
function bodyOf<Body>(outcome: Outcome<Body>): Body | undefined {
  if (outcome.kind === 'in-use') {
    throw new KeyInUseError('This order is being placed. Try again soon.');
  }
  return outcome.kind === 'kept' ? outcome.body : undefined;
}

/** The cart may change between two tries with one key: the key stands for the order, not for the cart. */
function hashOf(paymentToken: string): string {
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
