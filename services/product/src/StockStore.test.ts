import { randomUUID } from 'node:crypto';
import {
  createTools,
  Database,
  databaseSettings,
  migrate,
  readConfig,
  serviceSettings,
} from '@portico/service-kit';
import {
  ask,
  TEST_ENVIRONMENT,
  testDatabase,
} from '@portico/service-kit/testUtils';
import { MIGRATIONS } from './app';
import { ProductStore } from './ProductStore';
import { StockStore } from './StockStore';

jest.setTimeout(60_000);

describe('StockStore', () => {
  const place = testDatabase();

  it('should reserve exactly what is there for many orders at once', async () => {
    const config = readConfig(
      { ...serviceSettings, ...databaseSettings },
      { ...TEST_ENVIRONMENT, DATABASE_URL: place.url(), LOG_LEVEL: 'silent' },
    );
    const { log } = createTools({ name: 'test', config });
    await migrate({ config, folder: MIGRATIONS, log });
    const database = Database.create({ config, service: 'test', log });
    const ids = [randomUUID(), randomUUID()];
    for (const [index, id] of ids.entries()) {
      await new ProductStore().insert(database, id, {
        ...{ sku: `S-${index}`, name: 'x', description: '', category: 'x' },
        ...{ priceCents: 100, onHand: 5 },
      });
    }
    const lines = ids.map(productId => ({ productId, quantity: 1 }));
    const store = new StockStore();
    const got = await Promise.all(
      Array.from({ length: 20 }, (_none, index) =>
        database.transaction(tx =>
          store.reserve(tx, index % 2 ? lines : [...lines].reverse()),
        ),
      ),
    );
    await database.end();
    expect(got.filter(Boolean)).toHaveLength(5);
    expect(
      await ask(place.url(), 'SELECT on_hand, reserved, sold FROM stock', []),
    ).toEqual(ids.map(() => ({ on_hand: 5, reserved: 5, sold: 0 })));
  });
});
