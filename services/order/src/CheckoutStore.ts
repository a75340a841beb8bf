import {
  outboxInsert,
  outboxValue,
  type Queryable,
  type ShopEvent,
} from '@portico/service-kit';
import { CHANGED_NOW, linesFrom } from './CartStore';
import { KEY_LIVES, type KeyState } from './idempotencyKeys';
import type { OrderLine } from './money';
import type { NewOrderView } from './orderView';

/** Whose checkout it is, and by what it is known again. */
export interface CheckoutKey {
  userId: string;
  key: string;
  requestHash: string;
}

/** What a checkout begins with. */
export interface Beginning {
  /** What is known of its key. */
  known: KeyState;
  lines: OrderLine[];
  /** Which cart that was; nothing comes of the checkout once it is another one. */
  cart: string | null;
}

/** What came of an answer. */
export type Outcome<Body> =
  | { kind: 'kept'; body: Body }
  /** Another request with the key is under way. */
  | { kind: 'in-use' }
  /** The cart has changed, or the key was answered meanwhile: nothing was done. */
  | { kind: 'stale' };

interface KeptRow<Body> {
  free: boolean;
  body: Body | null;
}

const NOW = `to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/**
 * What every answer to a checkout begins with, in the one statement that is
 * the whole of it: nobody else answers to the key at this moment, the cart is
 * the one that was seen, and the answer is kept. Without these, no row is in
 * `kept`, and nothing else may be done. Who changes the cart meanwhile comes
 * before or after, as each change writes its row.
 */
function keep(body: string): string {
  return `key AS MATERIALIZED (
      SELECT pg_try_advisory_xact_lock(hashtextextended($3, 1)) AS free
    ), cart AS (
      UPDATE carts SET ${CHANGED_NOW}
      WHERE user_id = $1 AND changed_at = $5 AND (SELECT free FROM key)
      RETURNING user_id
    ), kept AS (
      INSERT INTO idempotency_keys (user_id, key, request_hash, status, body)
      SELECT user_id, $2, $4, $6, ${body} FROM cart
      ON CONFLICT (user_id, key) DO UPDATE
      SET request_hash = excluded.request_hash, status = excluded.status,
        body = excluded.body, used_at = now()
      WHERE NOT (idempotency_keys.${KEY_LIVES})
      RETURNING body
    )`;
}

const OUTCOME =
  'SELECT (SELECT free FROM key) AS free, (SELECT body FROM kept) AS body';

/** A checkout in PostgreSQL: one question before prices are asked, and one answer after it. */
export class CheckoutStore {
  /** What a key means, and what is in the cart, at the same moment. */
  async begin(
    db: Queryable,
    { userId, key, requestHash }: CheckoutKey,
  ): Promise<Beginning> {
    const [row] = await db.query<{
      cart: string | null;
      lines: OrderLine[];
      request_hash: string | null;
      status: number;
      body: unknown;
    }>({
      name: 'checkout-begin',
      text: `SELECT carts.changed_at::text AS cart, request_hash, status, body,
               ${linesFrom('cart_items WHERE user_id = $1')} AS lines
             FROM (SELECT) AS always
             LEFT JOIN carts ON carts.user_id = $1
             LEFT JOIN idempotency_keys keys ON keys.user_id = $1
               AND key = $2 AND ${KEY_LIVES}`,
      values: [userId, key],
    });
    const { cart, lines, request_hash: hash, status, body } = row;
    if (hash === null) return { known: { kind: 'new' }, cart, lines };
    if (hash !== requestHash) {
      return { known: { kind: 'other-request' }, cart, lines };
    }
    const answer = { status, body };
    return { known: { kind: 'answered', answer }, cart, lines };
  }

  /** Places an order, tells it, empties the cart and keeps the answer. */
  async accept(
    db: Queryable,
    key: CheckoutKey,
    cart: string,
    order: { view: NewOrderView; paymentToken: string; events: ShopEvent[] },
  ): Promise<Outcome<unknown>> {
    const { view, paymentToken, events } = order;
    const { id, totalCents, lines } = view;
    return outcomeOf(
      await db.query<KeptRow<unknown>>({
        name: 'checkout-accept',
        // The time is the database's, as every other one of an order.
        text: `WITH ${keep(
          `$7::jsonb || jsonb_build_object('placedAt', ${NOW}, 'changedAt', ${NOW})`,
        )}, placed AS (
          INSERT INTO orders (id, user_id, state, currency, total_cents, lines, payment_token)
          SELECT $8, $1, 'placed', 'USD', $9, $10, $11 FROM kept
          RETURNING id, state
        ), step AS (
          INSERT INTO order_history (order_id, step, state)
          SELECT id, 1, state FROM placed
        ), told AS (
          ${outboxInsert('$12', 'EXISTS (SELECT FROM placed)')}
        ), emptied AS (
          DELETE FROM cart_items WHERE user_id = $1 AND EXISTS (SELECT FROM placed)
        ) ${OUTCOME}`,
        values: [
          ...keyValues(key, cart, 202, view),
          ...[id, totalCents, JSON.stringify(lines), paymentToken],
          outboxValue(events),
        ],
      }),
    );
  }

  /** Gives the lines of a cart their new names and prices, and keeps the answer that tells them. */
  async refuse<Body extends object>(
    db: Queryable,
    key: CheckoutKey,
    cart: string,
    refusal: { status: number; body: Body; lines: readonly OrderLine[] },
  ): Promise<Outcome<Body>> {
    const { status, body, lines } = refusal;
    return outcomeOf(
      await db.query<KeptRow<Body>>({
        name: 'checkout-refuse',
        text: `WITH ${keep('$7::jsonb')}, priced AS (
          UPDATE cart_items SET name = line.name, unit_price_cents = line."unitPriceCents"
          FROM jsonb_to_recordset($8) AS line (
            "productId" uuid, name text, "unitPriceCents" integer)
          WHERE user_id = $1 AND product_id = "productId" AND EXISTS (SELECT FROM kept)
        ) ${OUTCOME}`,
        values: [...keyValues(key, cart, status, body), JSON.stringify(lines)],
      }),
    );
  }
}

function keyValues(
  { userId, key, requestHash }: CheckoutKey,
  cart: string,
  status: number,
  body: object,
): unknown[] {
  const lock = JSON.stringify([userId, key]);
  return [userId, key, lock, requestHash, cart, status, JSON.stringify(body)];
}

function outcomeOf<Body>([{ free, body }]: Array<
  KeptRow<Body>
>): Outcome<Body> {
  if (!free) return { kind: 'in-use' };
  return body === null ? { kind: 'stale' } : { kind: 'kept', body };
}
