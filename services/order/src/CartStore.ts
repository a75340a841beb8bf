import type { Queryable } from '@portico/service-kit';
import type { OrderLine } from './money';

/** What became of a change to a cart. */
export interface CartChange {
  /** False where somebody else changed it at the same time: nothing was done. */
  alone: boolean;
  /** False where the cart is full: nothing was put in. */
  fits: boolean;
  /** What is in it now. */
  lines: OrderLine[];
}

/** Later than before, whatever the clock says: it tells whether a cart is still as somebody saw it. */
export const CHANGED_NOW = `changed_at = greatest(
  clock_timestamp(), carts.changed_at + interval '1 microsecond')`;

/** The lines of a cart as `OrderLine`s in JSON, from what has the columns of `cart_items`. */
export function linesFrom(source: string): string {
  return `(SELECT coalesce(json_agg(json_build_object(
      'productId', product_id, 'name', name, 'quantity', quantity,
      'unitPriceCents', unit_price_cents) ORDER BY added_at, product_id), '[]')
    FROM ${source})`;
}

/** The carts in PostgreSQL, one for each shopper. */
export class CartStore {
  async lines(db: Queryable, userId: string): Promise<OrderLine[]> {
    const [{ lines }] = await db.query<{ lines: OrderLine[] }>({
      name: 'cart-lines',
      text: `SELECT ${linesFrom('cart_items WHERE user_id = $1')} AS lines`,
      values: [userId],
    });
    return lines;
  }

  /** Locks a cart, so that every other change to it, and every checkout, comes after this transaction. */
  async lock(tx: Queryable, userId: string): Promise<void> {
    await tx.query({
      name: 'cart-lock',
      text: `INSERT INTO carts (user_id, changed_at) VALUES ($1, clock_timestamp())
             ON CONFLICT (user_id) DO UPDATE SET ${CHANGED_NOW}`,
      values: [userId],
    });
  }

  /**
   * Puts a line into a cart of so many products at most, all in one statement. A
   * statement sees what was there when it began: where another one was quicker,
   * it does nothing, and somebody who has locked the cart is asked to try again.
   */
  async put(
    db: Queryable,
    userId: string,
    line: OrderLine,
    most: number,
  ): Promise<CartChange> {
    const { productId, name, quantity, unitPriceCents } = line;
    const [change] = await db.query<CartChange>({
      name: 'cart-put',
      text: `WITH seen AS MATERIALIZED (
               SELECT changed_at FROM carts WHERE user_id = $1
             ), cart AS (
               INSERT INTO carts (user_id, changed_at) VALUES ($1, clock_timestamp())
               ON CONFLICT (user_id) DO UPDATE SET ${CHANGED_NOW}
               WHERE carts.changed_at = (SELECT changed_at FROM seen)
               RETURNING user_id
             ), others AS MATERIALIZED (
               SELECT product_id, name, quantity, unit_price_cents, added_at
               FROM cart_items WHERE user_id = $1 AND product_id <> $2
             ), item AS (
               INSERT INTO cart_items (user_id, product_id, name, quantity, unit_price_cents)
               SELECT user_id, $2, $3, $4, $5 FROM cart
               WHERE (SELECT count(*) FROM others) < $6
               ON CONFLICT (user_id, product_id) DO UPDATE
               SET name = $3, quantity = $4, unit_price_cents = $5
               RETURNING product_id, name, quantity, unit_price_cents, added_at
             )
             SELECT EXISTS (SELECT FROM cart) AS alone,
               EXISTS (SELECT FROM item) AS fits,
               ${linesFrom(
                 '(SELECT * FROM others UNION ALL SELECT * FROM item)',
               )} AS lines`,
      values: [userId, productId, name, quantity, unitPriceCents, most],
    });
    return change;
  }

  async remove(
    db: Queryable,
    userId: string,
    productId: string,
  ): Promise<void> {
    await db.query({
      name: 'cart-remove',
      text: `WITH cart AS (
               UPDATE carts SET ${CHANGED_NOW} WHERE user_id = $1 RETURNING user_id
             )
             DELETE FROM cart_items USING cart
             WHERE cart_items.user_id = cart.user_id AND product_id = $2`,
      values: [userId, productId],
    });
  }
}
