import { resolve } from 'node:path';
import {
  Cache,
  readConfig,
  redisSettings,
  shopSettings,
  startShopService,
  type RunningService,
  type ServiceExtra,
} from '@portico/service-kit';
import { ProductService } from './ProductService';
import { ProductStore } from './ProductStore';
import { productRoutes } from './routes';
import { StockService } from './StockService';
import { StockStore } from './StockStore';

/** The name of the service. */
export const NAME = 'product-service';

/** Everything that the product service reads from its environment. */
export const productSettings = { ...shopSettings, ...redisSettings };

/** The folder with the service's tables, beside `src` and `dist`. */
export const MIGRATIONS = resolve(__dirname, '../migrations');

/** Starts the product service. */
export async function startProductService(
  env: NodeJS.ProcessEnv,
  extra: ServiceExtra = {},
): Promise<RunningService> {
  const config = readConfig(productSettings, env);
  return startShopService(
    { ...extra, name: NAME, config, env, migrations: MIGRATIONS },
    ({ database, events, log, metrics }) => {
      const cache = Cache.create({
        config,
        namespace: 'product:1',
        log,
        metrics,
      });
      const products = ProductService.create({
        database,
        store: new ProductStore(),
        cache,
      });
      const stock = StockService.create({
        ...{ store: new StockStore(), events, metrics },
        // What is kept ends by itself soon, should this fail.
        forget: ids => products.forget(ids),
      });
      return {
        routes: productRoutes(products),
        handlers: stock.handlers,
        close: () => cache.close(),
      };
    },
  );
}
