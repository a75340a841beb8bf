import { resolve } from 'node:path';
import {
  createTools,
  Database,
  databaseSettings,
  eventSettings,
  migrate,
  readConfig,
  serviceSettings,
  ShopEvents,
  shopTokens,
  startService,
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
  ...tokenSettings,
};

/** The folder with the service's tables, beside `src` and `dist`. */
export const MIGRATIONS = resolve(__dirname, '../migrations');

/** Starts the product service. */
export async function startProductService(
  env: NodeJS.ProcessEnv,
  extra: Pick<ServiceOptions, 'handleSignals' | 'logDestination'> = {},
): Promise<RunningService> {
  const config = readConfig(productSettings, env);
  const tools = createTools({ name: NAME, config, ...extra });
  const { log, metrics } = tools;
  await migrate({ config, folder: MIGRATIONS, log });
  const database = Database.create({ config, service: NAME, log });
  const events = ShopEvents.connect({ config, service: NAME, database, log });
  const stock = StockService.create({
    store: new StockStore(),
    events,
    metrics,
  });
  const products = ProductService.create({
    database,
    store: new ProductStore(),
  });
  events.take(stock.handlers);
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
      await database.end();
    },
  });
  events.start();
  return service;
}
