import { randomUUID } from 'node:crypto';
import { BadRequestError } from '@portico/service-kit';
import { ask, testTables } from '@portico/service-kit/testUtils';
import { MIGRATIONS } from './app';
import { searchSchema } from './product';
import { ProductService } from './ProductService';
import { ProductStore } from './ProductStore';

jest.setTimeout(60_000);

describe('search', () => {
  const tables = testTables(MIGRATIONS);
  const store = new ProductStore();
  const service = () =>
    ProductService.create({
      database: tables.database(),
      store,
      cache: {
        readText: async (_key, _rules, load) => load(),
        drop: async () => {},
      },
    });
  let count = 0;

  beforeEach(() => ask(tables.url(), 'TRUNCATE stock, products'));

  async function add(
    product: { name: string; category?: string; description?: string },
    id: string = randomUUID(),
  ): Promise<string> {
    count += 1;
    await store.insert(tables.database(), id, {
      ...{ category: 'things', description: '', priceCents: 100, onHand: 1 },
      ...{ sku: `S-${count}`, ...product },
    });
    return id;
  }
  const withdraw = (id: string) =>
    ask(tables.url(), 'UPDATE products SET active = false WHERE id = $1', [id]);

  async function page(q: string, limit: number, cursor?: string) {
    const asked = searchSchema.parse({ q, limit: String(limit), cursor });
    const { items, nextCursor } = await service().search(asked);
    return { ids: items.map(({ id }) => id), items, nextCursor };
  }
  async function all(q: string, limit: number): Promise<string[]> {
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const next = await page(q, limit, cursor);
      ids.push(...next.ids);
      cursor = next.nextCursor;
    } while (cursor !== undefined);
    return ids;
  }

  it('should put a name before a category, and that before a description', async () => {
    await add({ name: 'Arm chair', description: 'Fits under any lamp.' });
    await add({ name: 'Bulb', category: 'lamp' });
    await add({ name: 'Zinc lamp' });
    await add({
      name: 'Above all else',
      description: 'lamp lamp lamp lamp lamp lamp lamp lamp',
    });
    const { items } = await page('lamp', 10);
    expect(items.map(({ name }) => name)).toEqual([
      'Zinc lamp',
      'Bulb',
      'Above all else',
      'Arm chair',
    ]);
  });

  it.each(['lamp', ''])(
    'should give each of many equals once over pages of "%s", in one order',
    async q => {
      const ids: string[] = [];
      for (let index = 0; index < 23; index++) {
        ids.push(await add({ name: 'Lamp' }));
      }
      const expected = [...ids].sort();
      expect(await all(q, 7)).toEqual(expected);
      expect(await all(q, 1)).toEqual(expected);
    },
  );

  it('should move nothing else where the catalog changes between pages', async () => {
    const named: string[] = [];
    for (let index = 10; index < 20; index++) {
      named.push(await add({ name: `Lamp ${index}` }));
    }
    const told: string[] = [];
    for (let index = 10; index < 20; index++) {
      const name = `Shade ${index}`;
      told.push(await add({ name, description: 'For a lamp.' }));
    }
    const first = await page('lamp', 6);
    expect(first.ids).toEqual(named.slice(0, 6));
    // Before the place: one comes, and two go, among them the one that ended the page.
    await add({ name: 'Lamp 05' });
    await withdraw(named[2]);
    await withdraw(named[5]);
    // After it: one comes, and one goes.
    const late = await add({ name: 'Lamp 15b' });
    await withdraw(told[0]);
    const second = await page('lamp', 6, first.nextCursor);
    expect(second.ids).toEqual([late, ...named.slice(6), told[1]]);
    const third = await page('lamp', 100, second.nextCursor);
    expect(third.ids).toEqual(told.slice(2));
    expect(third.nextCursor).toBeUndefined();
  });

  it('should page through names as long as they may be, in any script', async () => {
    for (const end of ['a', 'b', 'c']) {
      await add({ name: `${'\u{6f22}'.repeat(193)} lamp ${end}` });
    }
    const { nextCursor } = await page('', 1);
    expect(nextCursor?.length).toBeGreaterThan(500);
    expect(await all('', 1)).toHaveLength(3);
    expect(await all('lamp', 1)).toHaveLength(3);
  });

  it('should refuse the cursor of another kind of list', async () => {
    await add({ name: 'Lamp' });
    await add({ name: 'Lamp' });
    const [found, listed] = [await page('lamp', 1), await page('', 1)];
    await expect(page('', 1, found.nextCursor)).rejects.toThrow(
      BadRequestError,
    );
    await expect(page('lamp', 1, listed.nextCursor)).rejects.toThrow(
      BadRequestError,
    );
  });
});
