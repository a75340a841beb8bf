import {
  outboxInsert,
  outboxValue,
  type Queryable,
  type ShopEvent,
  type Statement,
} from '@portico/service-kit';
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
  /** When product said that the stock of a confirmed order is sold. */
  stockSoldAt: Date | null;
  placedAt: Date;
  changedAt: Date;
}

/** An order that waits for others. */
export interface WaitingOrder extends Order {
  /** How long it has been since it was placed. */
  ageSeconds: number;
}

/** What becomes of an order. */
export interface OrderChange
  extends Pick<Order, 'state' | 'early' | 'reason' | 'paymentToken'> {
  /** Every state that it comes through, and why. */
  passed: Array<{ state: OrderState; reason: string | null }>;
  events: ShopEvent[];
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
  stock_sold_at: Date | null;
  placed_at: Date;
  changed_at: Date;
}

const COLUMNS = `id, sequence, user_id, state, reason, early, total_cents,
  lines, payment_token, stock_sold_at, placed_at, changed_at`;

// As the indices orders_open and orders_unsold have it.
const OPEN = `state IN ('placed', 'reserved', 'voiding', 'releasing')`;
const UNSOLD = `state = 'confirmed' AND stock_sold_at IS NULL`;
const UNANSWERED = 'asked_at < now() - make_interval(secs => $1)';

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
    stockSoldAt: row.stock_sold_at,
    placedAt: row.placed_at,
    changedAt: row.changed_at,
  };
}

/** The orders in PostgreSQL. */
export class OrderStore {
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

  /** Moves an order: what it is now, every state that it came through, and what is told of it. */
  async move(tx: Queryable, id: string, change: OrderChange): Promise<void> {
    const { state, early, reason, paymentToken, passed, events } = change;
    await tx.query({
      name: 'order-move',
      text: `WITH moved AS (
               UPDATE orders SET state = $2, early = $3, reason = $4,
                 payment_token = $5, changed_at = now(), asked_at = now()
               WHERE id = $1
             ), steps AS (
               INSERT INTO order_history (order_id, step, state, reason)
               SELECT $1, place +
                   (SELECT count(*) FROM order_history WHERE order_id = $1),
                 passed.state, passed.reason
               FROM unnest($6::text[], $7::text[])
                 WITH ORDINALITY AS passed (state, reason, place)
             )
             ${outboxInsert('$8')}`,
      values: [
        ...[id, state, early, reason, paymentToken],
        passed.map(step => step.state),
        passed.map(step => step.reason),
        outboxValue(events),
      ],
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

  /** Product says that the stock of a confirmed order is sold. */
  async saveSold(tx: Queryable, id: string): Promise<void> {
    await tx.query({
      name: 'order-sold',
      text: `UPDATE orders SET stock_sold_at = now()
             WHERE id = $1 AND ${UNSOLD}`,
      values: [id],
    });
  }

  /** The ids of open orders whose question has not been answered for so many seconds; the longest first. */
  async stuck(
    db: Queryable,
    seconds: number,
    limit: number,
  ): Promise<string[]> {
    return idsOf(db, {
      name: 'orders-stuck',
      text: `SELECT id FROM orders WHERE ${OPEN} AND ${UNANSWERED}
             ORDER BY asked_at LIMIT $2`,
      values: [seconds, limit],
    });
  }

  /** The ids of confirmed orders of which product has not said that they are sold; each is asked about after twice as long as before, and at least every hour. */
  async unsold(
    db: Queryable,
    seconds: number,
    limit: number,
  ): Promise<string[]> {
    return idsOf(db, {
      name: 'orders-unsold',
      text: `SELECT id FROM orders WHERE ${UNSOLD} AND ${UNANSWERED}
               AND asked_at + least(asked_at - changed_at, interval '1 hour') < now()
             ORDER BY asked_at LIMIT $2`,
      values: [seconds, limit],
    });
  }

  /** An order that still waits, locked; undefined where it does not any more, or where somebody else has it. */
  async lockWaiting(
    tx: Queryable,
    id: string,
    seconds: number,
  ): Promise<WaitingOrder | undefined> {
    const [row] = await tx.query<Row & { age_seconds: number }>({
      name: 'order-lock-waiting',
      text: `SELECT ${COLUMNS},
               extract(epoch FROM now() - placed_at)::int AS age_seconds
             FROM orders
             WHERE id = $2 AND ${UNANSWERED} AND (${OPEN} OR (${UNSOLD}))
             FOR UPDATE SKIP LOCKED`,
      values: [seconds, id],
    });
    return row && { ...toOrder(row), ageSeconds: row.age_seconds };
  }

  /** Remembers that the others were asked now. */
  async saveAsked(db: Queryable, id: string): Promise<void> {
    await db.query({
      name: 'order-asked',
      text: 'UPDATE orders SET asked_at = now() WHERE id = $1',
      values: [id],
    });
  }
}

async function idsOf(db: Queryable, statement: Statement): Promise<string[]> {
  const rows = await db.query<{ id: string }>(statement);
  return rows.map(({ id }) => id);
}
