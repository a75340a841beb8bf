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
  startTracing,
  tokenSettings,
  type RunningService,
  type ServiceOptions,
} from '@portico/service-kit';
import { z } from 'zod/v4';
import { CartService } from './CartService';
import { CartStore } from './CartStore';
import { IdempotencyStore } from './IdempotencyStore';
import { OrderSaga } from './OrderSaga';
import { OrderService } from './OrderService';
import { OrderStore } from './OrderStore';
import { HttpProductCatalog } from './ProductCatalog';
import { orderRoutes } from './routes';
import { Watchdog } from './Watchdog';

const NAME = 'order-service';

/** Everything that the order service reads from its environment. */
export const orderSettings = {
  ...serviceSettings,
  ...databaseSettings,
  ...eventSettings,
  ...tokenSettings,
  PRODUCT_URL: z
    .string()
    .refine(text => /^https?:\/\//.test(text) && URL.canParse(text))
    .transform(text => text.replace(/\/$/, ''))
    .describe('where the product service answers, like http://product:8080'),
  STUCK_SECONDS: z
    .string()
    .regex(/^[1-9]\d{0,3}$/)
    .default('60')
    .transform(Number)
    .describe('seconds after which an order that waits is led on, 1 to 9999'),
};

/** The folder with the service's tables, beside `src` and `dist`. */
export const MIGRATIONS = resolve(__dirname, '../migrations');

/** Starts the order service. */
export async function startOrderService(
  env: NodeJS.ProcessEnv,
  extra: Pick<ServiceOptions, 'handleSignals' | 'logDestination'> = {},
): Promise<RunningService> {
  const tracing = await startTracing(NAME, env);
  const config = readConfig(orderSettings, env);
  const tools = createTools({ name: NAME, config, ...extra });
  const { log, metrics } = tools;
  await migrate({ config, folder: MIGRATIONS, log });
  const database = Database.create({ config, service: NAME, log });
  const events = ShopEvents.connect({ config, service: NAME, database, log });
  const orders = new OrderStore();
  const carts = new CartStore();
  const keys = new IdempotencyStore();
  const catalog = HttpProductCatalog.create({
    baseUrl: config.PRODUCT_URL,
    log,
  });
  const saga = OrderSaga.create({
    database,
    store: orders,
    events,
    metrics,
    log,
  });
  const watchdog = Watchdog.create({
    everyMs: (config.STUCK_SECONDS * 1_000) / 2,
    log,
    work: async () => {
      await saga.recover(config.STUCK_SECONDS);
      await keys.clean(database);
    },
  });
  events.take(saga.handlers, saga.afterEffect);
  const service = await startService({
    ...extra,
    name: NAME,
    config,
    tools,
    tokens: shopTokens(config),
    routes: () =>
      orderRoutes({
        carts: CartService.create({ database, store: carts, catalog }),
        orders: OrderService.create({
          ...{ database, orders, carts, keys },
          ...{ catalog, saga, events, metrics },
        }),
      }),
    checks: { database: database.check },
    onStop: async () => {
      await watchdog.stop();
      await events.stop();
      catalog.close();
      await database.end();
      await tracing.stop();
    },
  });
  events.start();
  watchdog.start();
  return service;
}
