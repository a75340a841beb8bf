import { resolve } from 'node:path';
import {
  Cache,
  createTools,
  Database,
  databaseSettings,
  eventSettings,
  migrate,
  readConfig,
  redisSettings,
  serviceSettings,
  ShopEvents,
  shopTokens,
  startService,
  startTracing,
  tokenSettings,
  type RunningService,
  type ServiceOptions,
} from '@portico/service-kit';
import { ProductService } from './ProductService';
import { ProductStore } from './ProductStore';
import { productRoutes } from './routes';
import { StockService } from './StockService';
import { StockStore } from './StockStore';

const NAME = 'product-service';

/** Everything that the product service reads from its environment. */
export const productSettings = {
  ...serviceSettings,
  ...databaseSettings,
  ...eventSettings,
  ...redisSettings,
  ...tokenSettings,
};

/** The folder with the service's tables, beside `src` and `dist`. */
export const MIGRATIONS = resolve(__dirname, '../migrations');

/** Starts the product service. */
export async function startProductService(
  env: NodeJS.ProcessEnv,
  extra: Pick<ServiceOptions, 'handleSignals' | 'logDestination'> = {},
): Promise<RunningService> {
  const tracing = await startTracing(NAME, env);
  const config = readConfig(productSettings, env);
  const tools = createTools({ name: NAME, config, ...extra });
  const { log, metrics } = tools;
  await migrate({ config, folder: MIGRATIONS, log });
  const database = Database.create({ config, service: NAME, log });
  const events = ShopEvents.connect({ config, service: NAME, database, log });
  const cache = Cache.create({ config, namespace: 'product:1', log, metrics });
  const store = new StockStore();
  const stock = StockService.create({
    ...{ store, events, metrics },
  });
  const products = ProductService.create({
    database,
    store: new ProductStore(),
    cache,
  });
  events.take(stock.handlers, ({ subject }) => {
    // What is kept ends by itself soon, should this fail.
    store
      .productsOf(database, subject)
      .then(ids => products.forget(ids))
      .catch(error => log.warn({ err: error }, 'A product is kept too long'));
  });
  const service = await startService({
    ...extra,
    name: NAME,
    config,
    tools,
    tokens: shopTokens(config),
    routes: () => productRoutes(products),
    checks: { database: database.check },
    onStop: async () => {
      await events.stop();
      cache.close();
      await database.end();
      await tracing.stop();
    },
  });
  events.start();
  return service;
}
