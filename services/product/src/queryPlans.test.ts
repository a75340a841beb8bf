import { randomUUID } from 'node:crypto';
import type { Statement } from '@portico/service-kit';
import {
  ask,
  fullScans,
  leastOf,
  recordStatements,
  testTables,
  testTokens,
} from '@portico/service-kit/testUtils';
import { MIGRATIONS } from './app';
import { ProductStore } from './ProductStore';
import { sampleProducts, seed } from './seed';
import { StockStore } from './StockStore';

jest.setTimeout(60_000);

const PRODUCTS = 10_000;

describe('with 10,000 products', () => {
  const tables = testTables(MIGRATIONS);
  const { environment } = testTokens();

  beforeAll(async () => {
    const env = {
      ...environment,
      DATABASE_URL: tables.url(),
      TOPIC_ARN: 'arn:aws:sns:us-west-2:000000000000:shop',
      LOG_LEVEL: 'silent',
    };
    await seed(env, PRODUCTS);
    await ask(
      tables.url(),
      `INSERT INTO reservations (order_id, state, lines)
       SELECT gen_random_uuid(), 'sold', '[]' FROM generate_series(1, 10000)`,
    );
    // Autovacuum does this on a server that has had the time.
    await ask(tables.url(), 'VACUUM ANALYZE products, stock, reservations');
  });

  async function statementsOfTheService() {
    let recorded: Statement[] = [];
    const db = recordStatements(tables.database());
    const store = new ProductStore();
    const [one, other] = sampleProducts(2);
    const found = { rank: 0.6, name: one.name, id: one.id };
    const category = 'lighting';
    const limit = 20;
    await store.find(db, one.id);
    await store.findAny(db, one.id);
    await store.findMany(db, [one.id, other.id]);
    await store.list(db, { limit }, undefined);
    await store.list(db, { limit }, found);
    await store.list(db, { limit, category }, undefined);
    await store.list(db, { limit, category }, found);
    const q = 'oak lamp';
    await store.searchByWords(db, { q, limit }, undefined);
    await store.searchByWords(db, { q, limit }, found);
    await store.searchByWords(db, { q, limit, category }, undefined);
    await store.searchByWords(db, { q, limit, category }, found);
    await store.categories(db);
    await store.exists(db, one.id);
    await store.update(db, one.id, { version: 7, name: 'New' });
    await store.setOnHand(db, one.id, one.onHand);
    const stock = new StockStore();
    const orderId = randomUUID();
    await tables.database().transaction(async tx => {
      const inside = recordStatements(tx);
      await stock.lock(inside, orderId);
      const lines = [{ productId: one.id, quantity: 1 }];
      await stock.reserve(inside, lines);
      await stock.giveBack(inside, lines);
      await stock.reserve(inside, lines);
      await stock.sell(inside, lines);
      await stock.save(inside, orderId, { state: 'sold', lines }, []);
      recorded = inside.statements();
    });
    return [...db.statements(), ...recorded];
  }
  it('should read no whole table for any statement of the service', async () => {
    const statements = await statementsOfTheService();
    expect(statements.length).toBeGreaterThan(20);
    expect(await fullScans(tables.url(), statements)).toEqual([]);
  });

  it('should find what even a common word finds fast enough', async () => {
    const turn = async () => {
      const from = performance.now();
      const found = await new ProductStore().searchByWords(
        tables.database(),
        { q: 'mended', limit: 20 },
        undefined,
      );
      expect(found).toHaveLength(21);
      return performance.now() - from;
    };
    // All 10,000 are found and ranked; the statement has 5 s.
    expect(await leastOf(3, 2_000, turn)).toBeLessThan(2_000);
  });

  it('should notice an index that is gone', async () => {
    const statements = await statementsOfTheService();
    await ask(tables.url(), 'DROP INDEX products_search');
    expect(await fullScans(tables.url(), statements)).toContainEqual(
      'products-words: products',
    );
  });
});
