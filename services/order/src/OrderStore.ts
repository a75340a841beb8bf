import type { Queryable } from '@portico/service-kit';
import type { OrderLine } from './money';
import type { EarlyEvent, OrderState } from './orderStates';

/** An order as it is stored. */
export interface Order {
  id: string;
  sequence: string;
  userId: string;
  state: OrderState;
  reason: string | null;
  early: EarlyEvent | null;
  totalCents: number;
  lines: OrderLine[];
  paymentToken: string | null;
  placedAt: Date;
  changedAt: Date;
}

interface Row {
  id: string;
  sequence: string;
  user_id: string;
  state: OrderState;
  reason: string | null;
  early: EarlyEvent | null;
  total_cents: string;
  lines: OrderLine[];
  payment_token: string | null;
  placed_at: Date;
  changed_at: Date;
}

const COLUMNS = `id, sequence, user_id, state, reason, early, total_cents,
  lines, payment_token, placed_at, changed_at`;

function toOrder(row: Row): Order {
  return {
    id: row.id,
    sequence: row.sequence,
    userId: row.user_id,
    state: row.state,
    reason: row.reason,
    early: row.early,
    totalCents: Number(row.total_cents),
    lines: row.lines,
    paymentToken: row.payment_token,
    placedAt: row.placed_at,
    changedAt: row.changed_at,
  };
}

/** The orders in PostgreSQL. */
export class OrderStore {
  async insert(
    tx: Queryable,
    order: Pick<
      Order,
      'id' | 'userId' | 'totalCents' | 'lines' | 'paymentToken'
    >,
  ): Promise<Order> {
    const { id, userId, totalCents, lines, paymentToken } = order;
    const [row] = await tx.query<Row>({
      name: 'order-insert',
      text: `INSERT INTO orders (id, user_id, state, currency, total_cents, lines, payment_token)
             VALUES ($1, $2, 'placed', 'USD', $3, $4, $5) RETURNING ${COLUMNS}`,
      values: [id, userId, totalCents, JSON.stringify(lines), paymentToken],
    });
    await this.appendHistory(tx, id, 'placed', null);
    return toOrder(row);
  }

  /** An order, locked until the end of the transaction. */
  async lock(tx: Queryable, id: string): Promise<Order | undefined> {
    const [row] = await tx.query<Row>({
      name: 'order-lock',
      text: `SELECT ${COLUMNS} FROM orders WHERE id = $1 FOR UPDATE`,
      values: [id],
    });
    return row && toOrder(row);
  }

  /** An order of one shopper; nobody else's. */
  async find(
    db: Queryable,
    userId: string,
    id: string,
  ): Promise<Order | undefined> {
    const [row] = await db.query<Row>({
      name: 'order-by-id',
      text: `SELECT ${COLUMNS} FROM orders WHERE id = $1 AND user_id = $2`,
      values: [id, userId],
    });
    return row && toOrder(row);
  }

  /** The newest orders of a shopper that are older than a sequence number. */
  async list(
    db: Queryable,
    userId: string,
    { before, limit }: { before: string; limit: number },
  ): Promise<Order[]> {
    const rows = await db.query<Row>({
      name: 'orders-by-user',
      text: `SELECT ${COLUMNS} FROM orders
             WHERE user_id = $1 AND sequence < $2
             ORDER BY sequence DESC LIMIT $3`,
      values: [userId, before, limit],
    });
    return rows.map(toOrder);
  }

  async save(
    tx: Queryable,
    id: string,
    change: Pick<Order, 'state' | 'early' | 'reason' | 'paymentToken'>,
  ): Promise<void> {
    await tx.query({
      name: 'order-save',
      text: `UPDATE orders SET state = $2, early = $3, reason = $4,
               payment_token = $5, changed_at = now() WHERE id = $1`,
      values: [
        id,
        change.state,
        change.early,
        change.reason,
        change.paymentToken,
      ],
    });
  }

  async appendHistory(
    tx: Queryable,
    id: string,
    state: OrderState,
    reason: string | null,
  ): Promise<void> {
    await tx.query({
      name: 'history-append',
      text: `INSERT INTO order_history (order_id, step, state, reason)
             SELECT $1, count(*) + 1, $2, $3 FROM order_history WHERE order_id = $1`,
      values: [id, state, reason],
    });
  }

  async history(
    db: Queryable,
    id: string,
  ): Promise<Array<{ state: OrderState; reason: string | null; at: Date }>> {
    return db.query({
      name: 'history-by-order',
      text: `SELECT state, reason, at FROM order_history
             WHERE order_id = $1 ORDER BY step`,
      values: [id],
    });
  }

  /** Orders that have waited for longer than so many seconds, with how long since they were placed; locked, and none that somebody else has locked. */
  async stuck(
    tx: Queryable,
    seconds: number,
    limit: number,
  ): Promise<Array<Order & { ageSeconds: number }>> {
    const rows = await tx.query<Row & { age_seconds: number }>({
      name: 'orders-stuck',
      text: `SELECT ${COLUMNS},
               extract(epoch FROM now() - placed_at)::int AS age_seconds
             FROM orders
             WHERE state IN ('placed', 'reserved', 'voiding', 'releasing')
               AND changed_at < now() - make_interval(secs => $1)
             ORDER BY changed_at LIMIT $2 FOR UPDATE SKIP LOCKED`,
      values: [seconds, limit],
    });
    return rows.map(row => ({ ...toOrder(row), ageSeconds: row.age_seconds }));
  }

  /** Looks at an order again later. */
  async touch(tx: Queryable, id: string): Promise<void> {
    await tx.query({
      name: 'order-touch',
      text: 'UPDATE orders SET changed_at = now() WHERE id = $1',
      values: [id],
    });
  }
}
