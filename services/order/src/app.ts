import { resolve } from 'node:path';
import {
  readConfig,
  Rounds,
  shopSettings,
  startShopService,
  type RunningService,
  type ServiceExtra,
} from '@portico/service-kit';
import { z } from 'zod/v4';
import { CartService } from './CartService';
import { CartStore } from './CartStore';
import { CheckoutStore } from './CheckoutStore';
import { forgetOldKeys } from './idempotencyKeys';
import { OrderSaga } from './OrderSaga';
import { OrderService } from './OrderService';
import { OrderStore } from './OrderStore';
import { OrderWatchdog } from './OrderWatchdog';
import { HttpProductCatalog } from './ProductCatalog';
import { orderRoutes } from './routes';

const NAME = 'order-service';
const KEYS_AT_ONCE = 1_000;

/** Everything that the order service reads from its environment. */
export const orderSettings = {
  ...shopSettings,
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
  extra: ServiceExtra = {},
): Promise<RunningService> {
  const config = readConfig(orderSettings, env);
  const { PRODUCT_URL: baseUrl, STUCK_SECONDS: stuckSeconds } = config;
  return startShopService(
    { ...extra, name: NAME, config, env, migrations: MIGRATIONS },
    ({ database, events, log, metrics }) => {
      const orders = new OrderStore();
      const carts = new CartStore();
      const checkouts = new CheckoutStore();
      const catalog = HttpProductCatalog.create({ baseUrl, log });
      const shared = { database, events, metrics };
      const saga = OrderSaga.create({ events, metrics, store: orders, log });
      const watchdog = OrderWatchdog.create({
        ...{ database, events, log, saga, stuckSeconds },
        store: orders,
      });
      const often = { everyMs: (stuckSeconds * 1_000) / 2, spread: true, log };
      // Each by itself: many old keys are no reason to look for orders again at once.
      const rounds = [
        Rounds.create({
          ...often,
          work: () => watchdog.leadOn(),
          failure: 'Stuck orders could not be looked for',
        }),
        Rounds.create({
          ...often,
          work: async () =>
            (await forgetOldKeys(database, KEYS_AT_ONCE)) === KEYS_AT_ONCE,
          failure: 'Old idempotency keys could not be forgotten',
        }),
      ];
      return {
        routes: orderRoutes({
          carts: CartService.create({ database, store: carts, catalog }),
          orders: OrderService.create({
            ...shared,
            ...{ orders, checkouts, catalog, saga },
          }),
        }),
        handlers: saga.handlers,
        onEffect: saga.afterEffect,
        start: () => rounds.forEach(each => each.start()),
        stop: async () => {
          await Promise.all(rounds.map(each => each.stop()));
        },
        close: () => catalog.close(),
      };
    },
  );
}
