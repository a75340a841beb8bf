import type { Queryable } from '@portico/service-kit';
import type { Place } from './placeCursor';
import type {
  NewProduct,
  Product,
  ProductChange,
  ProductSearch,
} from './product';

interface Row {
  id: string;
  sku: string;
  name: string;
  description: string;
  category: string;
  price_cents: number;
  version: number;
  available: number;
}

const COLUMNS = `p.id, p.sku, p.name, p.description, p.category, p.price_cents,
  p.version, s.on_hand - s.reserved AS available`;
const FROM = 'FROM products p JOIN stock s ON s.product_id = p.id';

function toProduct(row: Row): Product {
  const { price_cents: priceCents, ...rest } = row;
  return { ...rest, priceCents, currency: 'USD' };
}

/** The products in PostgreSQL. */
export class ProductStore {
  /** The product of an id, unless it is not for sale. */
  async find(db: Queryable, id: string): Promise<Product | undefined> {
    const [row] = await db.query<Row>({
      name: 'product-by-id',
      text: `SELECT ${COLUMNS} ${FROM} WHERE p.id = $1 AND p.active`,
      values: [id],
    });
    return row && toProduct(row);
  }

  /** The product of an id, for sale or not. */
  async findAny(db: Queryable, id: string): Promise<Product | undefined> {
    const [row] = await db.query<Row>({
      name: 'product-any-by-id',
      text: `SELECT ${COLUMNS} ${FROM} WHERE p.id = $1`,
      values: [id],
    });
    return row && toProduct(row);
  }

  async findMany(db: Queryable, ids: readonly string[]): Promise<Product[]> {
    const rows = await db.query<Row>({
      name: 'products-by-ids',
      text: `SELECT ${COLUMNS} ${FROM}
             WHERE p.id = ANY($1::uuid[]) AND p.active ORDER BY p.id`,
      values: [ids],
    });
    return rows.map(toProduct);
  }

  /** A page by name; one more than the limit, to tell whether there is another. */
  async search(
    db: Queryable,
    { q, category, limit }: ProductSearch,
    after: Place | undefined,
  ): Promise<Product[]> {
    const values: unknown[] = [limit + 1];
    const where = ['p.active'];
    const add = (value: unknown) => `$${values.push(value)}`;
    if (q) where.push(`p.search @@ websearch_to_tsquery('english', ${add(q)})`);
    if (category) where.push(`p.category = ${add(category)}`);
    if (after) {
      where.push(`(p.name, p.id) > (${add(after[0])}, ${add(after[1])}::uuid)`);
    }
    const parts = [q && 'q', category && 'category', after && 'after'];
    const rows = await db.query<Row>({
      name: `products-${parts.filter(Boolean).join('-') || 'all'}`,
      text: `SELECT ${COLUMNS} ${FROM} WHERE ${where.join(' AND ')}
             ORDER BY p.name, p.id LIMIT $1`,
      values,
    });
    return rows.map(toProduct);
  }

  async categories(
    db: Queryable,
  ): Promise<Array<{ category: string; products: number }>> {
    return db.query({
      name: 'categories',
      text: `SELECT category, count(*)::int AS products FROM products
             WHERE active GROUP BY category ORDER BY category`,
    });
  }

  async insert(tx: Queryable, id: string, product: NewProduct): Promise<void> {
    const { sku, name, description, category, priceCents, onHand } = product;
    await tx.query({
      name: 'product-insert',
      text: `INSERT INTO products (id, sku, name, description, category, price_cents)
             VALUES ($1, $2, $3, $4, $5, $6)`,
      values: [id, sku, name, description, category, priceCents],
    });
    await tx.query({
      name: 'stock-insert',
      text: 'INSERT INTO stock (product_id, on_hand) VALUES ($1, $2)',
      values: [id, onHand],
    });
  }

  /** Whether the product had the version that the change was made for. */
  async update(
    tx: Queryable,
    id: string,
    change: ProductChange,
  ): Promise<boolean> {
    const { name, description, category, priceCents, active, version } = change;
    const rows = await tx.query({
      name: 'product-update',
      text: `UPDATE products SET name = coalesce($3, name),
               description = coalesce($4, description),
               category = coalesce($5, category),
               price_cents = coalesce($6, price_cents),
               active = coalesce($7, active), version = version + 1
             WHERE id = $1 AND version = $2 RETURNING id`,
      values: [id, version, name, description, category, priceCents, active],
    });
    return rows.length > 0;
  }

  async exists(tx: Queryable, id: string): Promise<boolean> {
    const rows = await tx.query({
      name: 'product-exists',
      text: 'SELECT 1 FROM products WHERE id = $1',
      values: [id],
    });
    return rows.length > 0;
  }

  /** Sets what is on the shelf; false where more than that is reserved, or there is no such product. */
  async setOnHand(tx: Queryable, id: string, onHand: number): Promise<boolean> {
    const rows = await tx.query({
      name: 'stock-set',
      text: `UPDATE stock SET on_hand = $2
             WHERE product_id = $1 AND reserved <= $2 RETURNING product_id`,
      values: [id, onHand],
    });
    return rows.length > 0;
  }
}
