import type { Queryable } from '@portico/service-kit';
import type { OrderLine } from './money';

interface Row {
  product_id: string;
  name: string;
  quantity: number;
  unit_price_cents: number;
}

/** The carts in PostgreSQL, one for each shopper. */
export class CartStore {
  async lines(db: Queryable, userId: string): Promise<OrderLine[]> {
    const rows = await db.query<Row>({
      name: 'cart-lines',
      text: `SELECT product_id, name, quantity, unit_price_cents
             FROM cart_items WHERE user_id = $1 ORDER BY added_at, product_id`,
      values: [userId],
    });
    return rows.map(row => ({
      productId: row.product_id,
      name: row.name,
      quantity: row.quantity,
      unitPriceCents: row.unit_price_cents,
    }));
  }

  /** Locks a cart, so that two changes to it, or two checkouts, wait for each other. */
  async lock(tx: Queryable, userId: string): Promise<void> {
    await tx.query({
      name: 'cart-lock',
      text: `INSERT INTO carts (user_id) VALUES ($1)
             ON CONFLICT (user_id) DO UPDATE SET changed_at = now()`,
      values: [userId],
    });
  }

  async put(tx: Queryable, userId: string, line: OrderLine): Promise<void> {
    const { productId, name, quantity, unitPriceCents } = line;
    await tx.query({
      name: 'cart-put',
      text: `INSERT INTO cart_items (user_id, product_id, name, quantity, unit_price_cents)
             VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (user_id, product_id) DO UPDATE
             SET name = $3, quantity = $4, unit_price_cents = $5`,
      values: [userId, productId, name, quantity, unitPriceCents],
    });
  }

  async remove(
    db: Queryable,
    userId: string,
    productId: string,
  ): Promise<void> {
    await db.query({
      name: 'cart-remove',
      text: 'DELETE FROM cart_items WHERE user_id = $1 AND product_id = $2',
      values: [userId, productId],
    });
  }

  async empty(tx: Queryable, userId: string): Promise<void> {
    await tx.query({
      name: 'cart-empty',
      text: 'DELETE FROM cart_items WHERE user_id = $1',
      values: [userId],
    });
  }
}
