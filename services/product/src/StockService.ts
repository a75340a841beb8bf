import type {
  AfterCommit,
  EventHandlers,
  EventWriter,
  Metrics,
  Queryable,
} from '@portico/service-kit';
import {
  REACTIONS,
  type Reaction,
  type StockCommand,
} from './reservationStates';
import type { Reservation, StockLine, StockStore } from './StockStore';

/** What the service needs. */
export interface StockServiceOptions {
  store: StockStore;
  events: EventWriter;
  metrics: Metrics;
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
    const { store, metrics } = this.#options;
    const held = await store.lock(tx, orderId);
    const reaction = await this.#act(
      tx,
      REACTIONS[held.state][command],
      held,
      asked,
    );
    const { next, tell } = reaction;
    if (next !== held.state) {
      const lines = next === 'reserved' ? asked : held.lines;
      await store.save(tx, orderId, { state: next, lines });
    }
    await this.#tell(tx, orderId, tell);
    return next === held.state
      ? undefined
      : () => metrics.countTransaction('stock', next);
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

  async #tell(
    tx: Queryable,
    orderId: string,
    what: Reaction['tell'],
  ): Promise<void> {
    const { events } = this.#options;
    const subject = orderId;
    switch (what) {
      case 'reserved':
        await events.append(tx, {
          type: 'stock.reserved.v1',
          subject,
          data: { orderId },
        });
        break;
      case 'refused':
        await events.append(tx, {
          type: 'stock.refused.v1',
          subject,
          data: { orderId, reason: 'out-of-stock' },
        });
        break;
      case 'released':
        await events.append(tx, {
          type: 'stock.released.v1',
          subject,
          data: { orderId },
        });
        break;
      case 'sold':
        await events.append(tx, {
          type: 'stock.sold.v1',
          subject,
          data: { orderId },
        });
        break;
      default:
    }
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
