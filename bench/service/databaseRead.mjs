/** A product that every request reads from PostgreSQL, by the product service's own route, beside Express 5 that has the same in memory. */
import { bareExpress } from './cachedRead.mjs';
import { compareCpu } from './cpu.mjs';
import { startPostgres } from './postgres.mjs';

const ID = '0f8fad5b-d9cb-469f-a165-70867728950e';
const NAME = 'Desk lamp with a warm light';
const DESCRIPTION =
  'A lamp of oiled oak and brushed steel for a desk or a shelf. It turns, it dims in five steps, and it remembers the last one. The cable is two metres long.';

const PRODUCT = JSON.stringify({
  id: ID,
  sku: 'LAMP-0001',
  name: NAME,
  description: DESCRIPTION,
  category: 'lighting',
  version: 1,
  available: 12,
  priceCents: 4990,
  currency: 'USD',
});

// The service's own routes, rules and statements; what it keeps in memory is left out, and so are its events.
const OURS = `
import {
  createTools, Database, databaseSettings, readConfig, serviceSettings, startService,
} from '@portico/service-kit';
import { ProductService } from '../../services/product/src/ProductService';
import { ProductStore } from '../../services/product/src/ProductStore';
import { productRoutes } from '../../services/product/src/routes';
import { TokenVerifier } from './src/auth/TokenVerifier';

const name = 'product-service';
const config = readConfig({ ...serviceSettings, ...databaseSettings });
const tools = createTools({ name, config });
const database = Database.create({ config, service: name, log: tools.log });
const products = ProductService.create({
  database,
  store: new ProductStore(),
  cache: { readText: (_key, _rules, load) => load(), drop: async () => {} },
});
startService({
  name,
  config,
  tools,
  tokens: TokenVerifier.create({
    algorithm: 'RS256', issuer: 'nobody', audience: 'nobody', keys: new Map(),
  }),
  routes: () => productRoutes(products),
  checks: { database: database.check },
  onStop: () => database.end(),
});`;

export const databaseRead = {
  name: 'database-read',
  title: 'GET /v1/products/:id from PostgreSQL, beside bare Express 5',
  needs: 'the embedded PostgreSQL, which it starts and ends',
  unit: 'us of CPU for a request',
  limit: { atMost: 2.2 },
  run: async options => {
    const postgres = await startPostgres(options.folder);
    try {
      await postgres.migrate('product');
      await postgres.ask(
        `INSERT INTO products (id, sku, name, description, category, price_cents)
         VALUES ($1, 'LAMP-0001', $2, $3, 'lighting', 4990)`,
        [ID, NAME, DESCRIPTION],
      );
      await postgres.ask(
        'INSERT INTO stock (product_id, on_hand) VALUES ($1, 12)',
        [ID],
      );
      const rounds = await compareCpu(
        {
          name: 'database-read',
          ours: OURS,
          floor: bareExpress(PRODUCT),
          path: `/v1/products/${ID}`,
          env: { DATABASE_URL: postgres.url },
        },
        options,
      );
      return { rounds };
    } finally {
      await postgres.stop();
    }
  },
};
