import {
  UnavailableError,
  type Database,
  type EventWriter,
  type Log,
} from '@portico/service-kit';
import type { Move, OrderSaga } from './OrderSaga';
import type { OrderStore } from './OrderStore';

/** What the watchdog needs. */
export interface WatchdogOptions {
  database: Database;
  store: OrderStore;
  saga: OrderSaga;
  events: Pick<EventWriter, 'nudge'>;
  log: Log;
  /** After so long without an answer the others are asked again. */
  stuckSeconds: number;
}

/** After so long an order that could not be reserved or paid is given up. */
const GIVE_UP_SECONDS = 30 * 60;
const BATCH = 50;
// More would be a burst, as after a migration that makes all old orders wait; with two rounds a minute it is a thousand.
const UNSOLD_A_ROUND = 500;

/** Asks again for what orders wait for, and gives up those that wait for too long. Any number of them may look at once. */
export class OrderWatchdog {
  readonly #options: WatchdogOptions;

  private constructor(options: WatchdogOptions) {
    this.#options = options;
  }

  static create(options: WatchdogOptions): OrderWatchdog {
    return new OrderWatchdog(options);
  }

  /**
   * Leads a batch of orders on, each by itself; true where there are more.
   * Shoppers wait for open orders, which come first. Nobody waits for the
   * answer to a confirmation: these are so many a round, and never "more".
   */
  async leadOn(): Promise<boolean> {
    const { database, store, stuckSeconds } = this.#options;
    const stuck = await store.stuck(database, stuckSeconds, BATCH);
    // Orders that others hold are not waited for: they would be found again at once.
    if ((await this.#leadAll(stuck)) >= BATCH) return true;
    await this.#leadAll(
      await store.unsold(database, stuckSeconds, UNSOLD_A_ROUND),
    );
    return false;
  }

  /** Says how many were led on. */
  async #leadAll(ids: readonly string[]): Promise<number> {
    const { events, log } = this.#options;
    let led = 0;
    for (const id of ids) if (await this.#tryToLead(id)) led += 1;
    if (led > 0) {
      log.warn({ orders: led }, 'Orders were stuck and are led on');
      events.nudge();
    }
    return led;
  }

  /** An order that cannot be led on holds up no other. */
  async #tryToLead(orderId: string): Promise<boolean> {
    const { database, store, log } = this.#options;
    try {
      return await this.#lead(orderId);
    } catch (error) {
      // Then no other can be led either.
      if (error instanceof UnavailableError) throw error;
      log.error({ err: error, orderId }, 'An order cannot be led on');
      // Else fifty of its kind would always be the first.
      await store.saveAsked(database, orderId);
      return false;
    }
  }

  async #lead(orderId: string): Promise<boolean> {
    const { database, store, saga, log, stuckSeconds } = this.#options;
    const moved = await database.transaction<Move | undefined>(async tx => {
      const order = await store.lockWaiting(tx, orderId, stuckSeconds);
      if (!order) return undefined;
      const isLate = order.ageSeconds > GIVE_UP_SECONDS;
      if (isLate && order.state === 'confirmed') {
        log.error({ orderId }, 'Nobody says that a confirmed order is sold');
      } else if (isLate) {
        const given = await saga.move(tx, order, 'cancel', 'timed-out');
        if (given.passed.length > 0) return given;
      }
      await saga.askAgain(tx, order);
      return { state: order.state, passed: [] };
    });
    if (moved) saga.count(moved);
    return moved !== undefined;
  }
}
