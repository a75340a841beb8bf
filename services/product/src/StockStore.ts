import {
  outboxInsert,
  outboxValue,
  type Queryable,
  type ShopEvent,
} from '@portico/service-kit';
import type { ReservationState } from './reservationStates';

/** Pieces of one product. */
export interface StockLine {
  productId: string;
  quantity: number;
}

/** What an order holds. */
export interface Reservation {
  state: ReservationState;
  lines: StockLine[];
}

/** What happens to pieces of some products. */
interface StockMove {
  name: string;
  /** What becomes of the row `s` of a product by the line `l`. */
  change: string;
  /** What must hold for all lines together. */
  when?: string;
}

/** Stock and reservations in PostgreSQL. */
export class StockStore {
  /** Locks an order, also one that is not known yet, so that two commands for it wait for each other. */
  async lock(tx: Queryable, orderId: string): Promise<Reservation> {
    await tx.query({
      name: 'reservation-lock',
      text: 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))',
      values: [orderId],
    });
    const [row] = await tx.query<Reservation>({
      name: 'reservation-by-order',
      text: 'SELECT state, lines FROM reservations WHERE order_id = $1',
      values: [orderId],
    });
    return row ?? { state: 'none', lines: [] };
  }

  /** What an order holds from now on, and what is told of it. */
  async save(
    tx: Queryable,
    orderId: string,
    { state, lines }: Reservation,
    events: readonly ShopEvent[],
  ): Promise<void> {
    await tx.query({
      name: 'reservation-save',
      text: `WITH saved AS (
               INSERT INTO reservations (order_id, state, lines)
               VALUES ($1, $2, $3)
               ON CONFLICT (order_id) DO UPDATE
               SET state = $2, lines = $3, changed_at = now()
             ) ${outboxInsert('$4')}`,
      values: [orderId, state, JSON.stringify(lines), outboxValue(events)],
    });
  }

  /** Reserves all lines or none; false where something is not there. */
  async reserve(tx: Queryable, lines: readonly StockLine[]): Promise<boolean> {
    const moved = await this.#move(tx, lines, {
      name: 'stock-reserve',
      change: 'reserved = s.reserved + l.quantity',
      // Not one of them, unless all of them are for sale and there.
      when: `NOT EXISTS (
        SELECT FROM asked LEFT JOIN locked USING (product_id)
        WHERE quantity > coalesce(CASE WHEN active THEN available END, 0))`,
    });
    return moved === lines.length;
  }

  /** Gives back what was reserved. */
  async giveBack(tx: Queryable, lines: readonly StockLine[]): Promise<void> {
    await this.#move(tx, lines, {
      name: 'stock-give-back',
      change: 'reserved = s.reserved - l.quantity',
    });
  }

  /** Takes what was reserved off the shelf. */
  async sell(tx: Queryable, lines: readonly StockLine[]): Promise<void> {
    await this.#move(tx, lines, {
      name: 'stock-sell',
      change: `on_hand = s.on_hand - l.quantity,
        reserved = s.reserved - l.quantity, sold = s.sold + l.quantity`,
    });
  }

  /** Says how many products it changed. */
  async #move(
    tx: Queryable,
    lines: readonly StockLine[],
    { name, change, when = 'true' }: StockMove,
  ): Promise<number> {
    const rows = await tx.query({
      name,
      // An update locks in whatever order it likes; here each row is locked before, always in the same order, so that two orders never wait for each other.
      text: `WITH asked AS (
               SELECT * FROM unnest($1::uuid[], $2::int[]) AS l (product_id, quantity)
             ), locked AS MATERIALIZED (
               SELECT s.product_id, s.on_hand - s.reserved AS available, p.active
               FROM stock s JOIN products p ON p.id = s.product_id
               WHERE s.product_id = ANY($1::uuid[])
               ORDER BY s.product_id FOR UPDATE OF s
             )
             UPDATE stock s SET ${change}
             FROM asked l JOIN locked USING (product_id)
             WHERE s.product_id = l.product_id AND ${when}
             RETURNING s.product_id`,
      values: [
        lines.map(({ productId }) => productId),
        lines.map(({ quantity }) => quantity),
      ],
    });
    return rows.length;
  }
}
