import type { Database, Queryable } from '@portico/service-kit';
import type { PaymentState } from './paymentStates';

/** A payment as it is stored. */
export interface Payment {
  id: string;
  orderId: string;
  /** Absent while an order was only withdrawn. */
  userId: string | null;
  amountCents: number | null;
  currency: string | null;
  state: PaymentState;
  reference: string | null;
  last4: string | null;
  declineReason: string | null;
  token: string | null;
  attempts: number;
  refundedCents: number;
  /** The trace in which the provider is to be asked. */
  traceparent: string | null;
  createdAt: Date;
  updatedAt: Date;
}

/** A payment as it begins. */
export type NewPayment = Pick<Payment, 'id' | 'orderId' | 'state'> &
  Partial<
    Pick<
      Payment,
      | 'userId'
      | 'amountCents'
      | 'currency'
      | 'declineReason'
      | 'token'
      | 'traceparent'
    >
  >;

/** A payment about which the provider is to be asked now. */
export interface OpenPayment extends Payment {
  /** For how long it has been open. */
  openMs: number;
}

/** What a list is cut by. */
export interface ListQuery {
  userId?: string;
  orderId?: string;
  /** The last item that was seen. */
  after?: { createdAt: string; id: string };
  limit: number;
}

const COLUMNS = `p.id, p.order_id AS "orderId", p.user_id AS "userId",
  p.amount_cents AS "amountCents", p.currency, p.state,
  p.provider_reference AS reference, p.last4,
  p.decline_reason AS "declineReason", p.token, p.attempts, p.traceparent,
  p.created_at AS "createdAt", p.updated_at AS "updatedAt",
  COALESCE((SELECT r.amount_cents FROM refunds r WHERE r.payment_id = p.id), 0) AS "refundedCents"`;

/** The statements about payments. */
export class PaymentStore {
  readonly #database: Database;

  private constructor(database: Database) {
    this.#database = database;
  }

  static create(database: Database): PaymentStore {
    return new PaymentStore(database);
  }

  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T> {
    return this.#database.transaction(work);
  }

  /** Puts a payment there if its order has none; says whether it did. */
  async insert(tx: Queryable, payment: NewPayment): Promise<boolean> {
    const rows = await tx.query({
      name: 'payment-insert',
      text: `INSERT INTO payments (id, order_id, user_id, amount_cents, currency,
               state, decline_reason, token, traceparent, open_since, next_attempt_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $10,
               CASE WHEN $9 THEN now() END, CASE WHEN $9 THEN now() END)
             ON CONFLICT (order_id) DO NOTHING RETURNING id`,
      values: [
        payment.id,
        payment.orderId,
        payment.userId ?? null,
        payment.amountCents ?? null,
        payment.currency ?? null,
        payment.state,
        payment.declineReason ?? null,
        payment.token ?? null,
        payment.state === 'pending',
        payment.traceparent ?? null,
      ],
    });
    return rows.length > 0;
  }

  /** The payment of an order, which nobody else changes until the transaction ends. */
  async lock(tx: Queryable, orderId: string): Promise<Payment | undefined> {
    const [row] = await tx.query<Payment>({
      name: 'payment-lock',
      text: `SELECT ${COLUMNS} FROM payments p WHERE p.order_id = $1 FOR UPDATE`,
      values: [orderId],
    });
    return row;
  }

  /** Stores what a payment has become; where it is to be worked on in a new state, that is at once. */
  async save(
    tx: Queryable,
    payment: Payment,
    open: 'as-before' | 'anew' | 'closed',
  ): Promise<void> {
    await tx.query({
      name: 'payment-save',
      text: `UPDATE payments SET user_id = $2, amount_cents = $3, currency = $4,
               state = $5, provider_reference = $6, last4 = $7,
               decline_reason = $8, token = $9, traceparent = $11,
               updated_at = now(),
               attempts = CASE $10 WHEN 'anew' THEN 0 ELSE attempts END,
               open_since = CASE $10 WHEN 'anew' THEN now() WHEN 'closed' THEN NULL ELSE open_since END,
               next_attempt_at = CASE $10 WHEN 'anew' THEN now() WHEN 'closed' THEN NULL ELSE next_attempt_at END
             WHERE id = $1`,
      values: [
        payment.id,
        payment.userId,
        payment.amountCents,
        payment.currency,
        payment.state,
        payment.reference,
        payment.last4,
        payment.declineReason,
        payment.token,
        open,
        payment.traceparent,
      ],
    });
  }

  async insertRefund(
    tx: Queryable,
    refund: { paymentId: string; amountCents: number; reference: string },
  ): Promise<void> {
    await tx.query({
      name: 'refund-insert',
      text: `INSERT INTO refunds (payment_id, amount_cents, provider_reference)
             VALUES ($1, $2, $3) ON CONFLICT (payment_id) DO NOTHING`,
      values: [refund.paymentId, refund.amountCents, refund.reference],
    });
  }

  /** Takes payments whose time has come; nobody else gets them until `leaseMs` is over. */
  async claim(limit: number, leaseMs: number): Promise<OpenPayment[]> {
    return this.#database.query<OpenPayment>({
      name: 'payment-claim',
      text: `WITH due AS (
               SELECT id FROM payments WHERE next_attempt_at <= now()
               ORDER BY next_attempt_at LIMIT $1 FOR UPDATE SKIP LOCKED
             )
             UPDATE payments p SET attempts = p.attempts + 1,
               next_attempt_at = now() + $2 * interval '1 millisecond'
             FROM due WHERE p.id = due.id
             RETURNING ${COLUMNS},
               (extract(epoch FROM now() - p.open_since) * 1000)::float8 AS "openMs"`,
      values: [limit, leaseMs],
    });
  }

  /** Asks again after a while, unless the payment has gone on meanwhile. */
  async putOff(
    payment: Pick<Payment, 'id' | 'state'>,
    ms: number,
  ): Promise<void> {
    await this.#database.query({
      name: 'payment-put-off',
      text: `UPDATE payments SET next_attempt_at = now() + $3 * interval '1 millisecond'
             WHERE id = $1 AND state = $2`,
      values: [payment.id, payment.state, ms],
    });
  }

  /** One payment, of one user where one is named. */
  async find(id: string, userId?: string): Promise<Payment | undefined> {
    const [row] = await this.#database.query<Payment>({
      name: 'payment-find',
      text: `SELECT ${COLUMNS} FROM payments p
             WHERE p.id = $1 AND p.user_id IS NOT NULL
               AND ($2::uuid IS NULL OR p.user_id = $2)`,
      values: [id, userId ?? null],
    });
    return row;
  }

  /** The newest payments first. */
  async list(query: ListQuery): Promise<Payment[]> {
    const { userId, orderId, after, limit } = query;
    return this.#database.query<Payment>({
      name: 'payment-list',
      text: `SELECT ${COLUMNS} FROM payments p
             WHERE p.user_id IS NOT NULL
               AND ($1::uuid IS NULL OR p.user_id = $1)
               AND ($2::uuid IS NULL OR p.order_id = $2)
               AND ($3::timestamptz IS NULL OR (p.created_at, p.id) < ($3, $4::uuid))
             ORDER BY p.created_at DESC, p.id DESC LIMIT $5`,
      values: [
        userId ?? null,
        orderId ?? null,
        after?.createdAt ?? null,
        after?.id ?? null,
        limit,
      ],
    });
  }
}
