import type {
  AfterCommit,
  AnyNewEvent,
  EventHandlers,
  EventWriter,
  Metrics,
  Queryable,
} from '@portico/service-kit';
import {
  REACTIONS,
  type Reaction,
  type ReservationState,
  type StockCommand,
} from './reservationStates';
import type { Reservation, StockLine, StockStore } from './StockStore';

/** What the service needs. */
export interface StockServiceOptions {
  store: StockStore;
  events: EventWriter;
  metrics: Metrics;
  /** Forgets what is kept of products whose stock has changed. */
  forget(productIds: readonly string[]): Promise<void>;
}

/** Reserves, releases and sells what orders ask for, each order once. */
export class StockService {
  readonly #options: StockServiceOptions;

  private constructor(options: StockServiceOptions) {
    this.#options = options;
  }

  static create(options: StockServiceOptions): StockService {
    return new StockService(options);
  }

  /** What it does about the events of the shop. */
  get handlers(): EventHandlers {
    return {
      'order.placed.v1': ({ data }, tx) =>
        this.#handle(tx, data.orderId, 'reserve', merge(data.lines)),
      'order.stock-release.v1': ({ data }, tx) =>
        this.#handle(tx, data.orderId, 'release'),
      'order.confirmed.v1': ({ data }, tx) =>
        this.#handle(tx, data.orderId, 'sell'),
    };
  }

  async #handle(
    tx: Queryable,
    orderId: string,
    command: StockCommand,
    asked: StockLine[] = [],
  ): Promise<AfterCommit | undefined> {
    const { store, events } = this.#options;
    const held = await store.lock(tx, orderId);
    const reaction = REACTIONS[held.state][command];
    const { next, tell } = await this.#act(tx, reaction, held, asked);
    const told = eventsOf(orderId, tell);
    if (next === held.state) {
      for (const event of told) await events.append(tx, event);
      return undefined;
    }
    const lines = next === 'reserved' ? asked : held.lines;
    const made = told.map(event => events.create(event));
    await store.save(tx, orderId, { state: next, lines }, made);
    return () => this.#changed(next, lines);
  }

  async #changed(
    state: ReservationState,
    lines: readonly StockLine[],
  ): Promise<void> {
    const { metrics, forget } = this.#options;
    metrics.countTransaction('stock', state);
    await forget(lines.map(({ productId }) => productId));
  }

  async #act(
    tx: Queryable,
    reaction: Reaction,
    held: Reservation,
    asked: StockLine[],
  ): Promise<Reaction> {
    const { store } = this.#options;
    switch (reaction.effect) {
      case 'reserve':
        return (await store.reserve(tx, asked))
          ? reaction
          : { effect: 'nothing', next: 'refused', tell: 'refused' };
      case 'give-back':
        await store.giveBack(tx, held.lines);
        return reaction;
      case 'sell':
        await store.sell(tx, held.lines);
        return reaction;
      default:
        return reaction;
    }
  }
}

function eventsOf(orderId: string, what: Reaction['tell']): AnyNewEvent[] {
  const subject = orderId;
  switch (what) {
    case 'reserved':
      return [{ type: 'stock.reserved.v1', subject, data: { orderId } }];
    case 'refused': {
      const data = { orderId, reason: 'out-of-stock' };
      return [{ type: 'stock.refused.v1', subject, data }];
    }
    case 'released':
      return [{ type: 'stock.released.v1', subject, data: { orderId } }];
    case 'sold':
      return [{ type: 'stock.sold.v1', subject, data: { orderId } }];
    default:
      return [];
  }
}

/** Two lines of one product are one. */
function merge(lines: readonly StockLine[]): StockLine[] {
  const quantities = new Map<string, number>();
  for (const { productId, quantity } of lines) {
    quantities.set(productId, (quantities.get(productId) ?? 0) + quantity);
  }
  return [...quantities].map(([productId, quantity]) => ({
    productId,
    quantity,
  }));
}
