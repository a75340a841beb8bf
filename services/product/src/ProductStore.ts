import type { Queryable } from '@portico/service-kit';
import type { Place, RankedPlace } from './placeCursor';
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

/** A product, and how well words fit it; more is better. */
export interface RankedProduct {
  rank: number;
  product: Product;
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
  async list(
    db: Queryable,
    { category, limit }: Pick<ProductSearch, 'category' | 'limit'>,
    after: Place | undefined,
  ): Promise<Product[]> {
    const values: unknown[] = [limit + 1];
    const where = ['p.active'];
    const add = (value: unknown) => `$${values.push(value)}`;
    if (category) where.push(`p.category = ${add(category)}`);
    if (after) {
      where.push(
        `(p.name, p.id) > (${add(after.name)}, ${add(after.id)}::uuid)`,
      );
    }
    const parts = [category && 'category', after && 'after'];
    const rows = await db.query<Row>({
      name: `products-${parts.filter(Boolean).join('-') || 'all'}`,
      text: `SELECT ${COLUMNS} ${FROM} WHERE ${where.join(' AND ')}
             ORDER BY p.name, p.id LIMIT $1`,
      values,
    });
    return rows.map(toProduct);
  }

  /**
   * A page of what words find, the most relevant first: a name counts more than
   * a category, and that more than a description. Equals come by name and id, so
   * that each product has one place. One more than the limit, as `list` gives.
   */
  async searchByWords(
    db: Queryable,
    { q, category, limit }: Pick<ProductSearch, 'q' | 'category' | 'limit'>,
    after: RankedPlace | undefined,
  ): Promise<RankedProduct[]> {
    const values: unknown[] = [limit + 1, q];
    const add = (value: unknown) => `$${values.push(value)}`;
    const where = ['p.active', 'p.search @@ words'];
    if (category) where.push(`p.category = ${add(category)}`);
    const beyond = after
      ? `WHERE (-rank, name, id) >
           (-${add(after.rank)}::real, ${add(after.name)}, ${add(
          after.id,
        )}::uuid)`
      : '';
    const parts = ['words', category && 'category', after && 'after'];
    const rows = await db.query<Row & { rank: number }>({
      name: `products-${parts.filter(Boolean).join('-')}`,
      // The stock of a page is looked up, not that of all that is found.
      text: `WITH found AS MATERIALIZED (
               SELECT p.id, p.name, ts_rank(p.search, words) AS rank
               FROM products p, websearch_to_tsquery('english', $2) AS words
               WHERE ${where.join(' AND ')}
             ), page AS MATERIALIZED (
               SELECT * FROM found ${beyond}
               ORDER BY -rank, name, id LIMIT $1
             )
             SELECT page.rank, ${COLUMNS} FROM page
             JOIN products p ON p.id = page.id
             JOIN stock s ON s.product_id = page.id
             ORDER BY -page.rank, p.name, p.id`,
      values,
    });
    return rows.map(({ rank, ...row }) => ({ rank, product: toProduct(row) }));
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
