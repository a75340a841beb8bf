import type { Queryable } from '@portico/service-kit';
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

  /** The products that an order holds or held. */
  async productsOf(db: Queryable, orderId: string): Promise<string[]> {
    const rows = await db.query<Reservation>({
      name: 'reservation-lines',
      text: 'SELECT lines FROM reservations WHERE order_id = $1',
      values: [orderId],
    });
    return rows.flatMap(({ lines }) => lines.map(line => line.productId));
  }

  async save(
    tx: Queryable,
    orderId: string,
    { state, lines }: Reservation,
  ): Promise<void> {
    await tx.query({
      name: 'reservation-save',
      text: `INSERT INTO reservations (order_id, state, lines)
             VALUES ($1, $2, $3)
             ON CONFLICT (order_id) DO UPDATE
             SET state = $2, lines = $3, changed_at = now()`,
      values: [orderId, state, JSON.stringify(lines)],
    });
  }

  /** Reserves all lines or none; false where something is not there. */
  async reserve(tx: Queryable, lines: readonly StockLine[]): Promise<boolean> {
    const ids = lines.map(({ productId }) => productId);
    // Always in the same order, so that two orders never wait for each other.
    const rows = await tx.query<{ product_id: string; available: number }>({
      name: 'stock-lock',
      text: `SELECT s.product_id, s.on_hand - s.reserved AS available
             FROM stock s JOIN products p ON p.id = s.product_id
             WHERE s.product_id = ANY($1::uuid[]) AND p.active
             ORDER BY s.product_id FOR UPDATE OF s`,
      values: [ids],
    });
    const available = new Map(rows.map(row => [row.product_id, row.available]));
    const enough = lines.every(
      ({ productId, quantity }) => (available.get(productId) ?? 0) >= quantity,
    );
    if (!enough) return false;
    await this.#move(tx, lines, {
      name: 'stock-reserve',
      change: 'reserved = s.reserved + l.quantity',
    });
    return true;
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

  async #move(
    tx: Queryable,
    lines: readonly StockLine[],
    { name, change }: { name: string; change: string },
  ): Promise<void> {
    const values = [
      lines.map(({ productId }) => productId),
      lines.map(({ quantity }) => quantity),
    ];
    // An update locks in whatever order it likes; this fixes it.
    await tx.query({
      name: 'stock-lock-only',
      text: `SELECT 1 FROM stock WHERE product_id = ANY($1::uuid[])
             ORDER BY product_id FOR UPDATE`,
      values: [values[0]],
    });
    await tx.query({
      name,
      text: `UPDATE stock s SET ${change}
             FROM unnest($1::uuid[], $2::int[]) AS l (product_id, quantity)
             WHERE s.product_id = l.product_id`,
      values,
    });
  }
}
