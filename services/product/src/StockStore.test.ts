import { randomUUID } from 'node:crypto';
import { ask, testTables } from '@portico/service-kit/testUtils';
import { MIGRATIONS } from './app';
import { ProductStore } from './ProductStore';
import { StockStore } from './StockStore';

jest.setTimeout(60_000);

describe('StockStore', () => {
  const tables = testTables(MIGRATIONS);
  const store = new StockStore();

  /** Two products of which there are five each. */
  async function twoProducts() {
    const ids = [randomUUID(), randomUUID()];
    for (const id of ids) {
      await new ProductStore().insert(tables.database(), id, {
        ...{ sku: id, name: 'x', description: '', category: 'x' },
        ...{ priceCents: 100, onHand: 5 },
      });
    }
    const reserve = (lines: Array<{ productId: string; quantity: number }>) =>
      tables.database().transaction(tx => store.reserve(tx, lines));
    const stock = () =>
      ask(
        tables.url(),
        `SELECT on_hand, reserved, sold FROM stock
         WHERE product_id = ANY($1) ORDER BY array_position($1, product_id)`,
        [ids],
      );
    return { ids, reserve, stock };
  }

  it('should reserve exactly what is there for many orders at once', async () => {
    const { ids, reserve, stock } = await twoProducts();
    const lines = ids.map(productId => ({ productId, quantity: 1 }));
    const got = await Promise.all(
      Array.from({ length: 20 }, (_none, index) =>
        reserve(index % 2 ? lines : [...lines].reverse()),
      ),
    );
    expect(got.filter(Boolean)).toHaveLength(5);
    expect(await stock()).toEqual(
      ids.map(() => ({ on_hand: 5, reserved: 5, sold: 0 })),
    );
  });

  it.each<[string, number, string]>([
    ['there are not enough of one', 6, 'SELECT $1::uuid'],
    [
      'one is not for sale any more',
      1,
      'UPDATE products SET active = false WHERE id = $1',
    ],
    ['one is not there', 1, 'DELETE FROM stock WHERE product_id = $1'],
  ])('should reserve nothing where %s', async (_, quantity, change) => {
    const { ids, reserve, stock } = await twoProducts();
    const [productId, other] = ids;
    await ask(tables.url(), change, [other]);
    const before = await stock();
    const lines = [
      { productId, quantity: 1 },
      { productId: other, quantity },
    ];
    expect(await reserve(lines)).toBe(false);
    expect(await stock()).toEqual(before);
  });
});
