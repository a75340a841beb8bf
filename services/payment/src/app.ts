import { resolve } from 'node:path';
import {
  readConfig,
  shopSettings,
  startShopService,
  type RunningService,
  type ServiceExtra,
} from '@portico/service-kit';
import { faultPoints, faultSettings } from './faultPoints';
import { HttpPaymentGateway, providerSettings } from './HttpPaymentGateway';
import { PaymentService } from './PaymentService';
import { PaymentStore } from './PaymentStore';
import { PaymentWorker } from './PaymentWorker';
import { paymentRoutes } from './routes';

const NAME = 'payment-service';

/** Everything that the payment service reads from its environment. */
export const paymentSettings = {
  ...shopSettings,
  ...providerSettings,
  ...faultSettings,
};

/** The folder with the service's tables, beside `src` and `dist`. */
export const MIGRATIONS = resolve(__dirname, '../migrations');

/** Starts the payment service. */
export async function startPaymentService(
  env: NodeJS.ProcessEnv,
  extra: ServiceExtra = {},
): Promise<RunningService> {
  const config = readConfig(paymentSettings, env);
  return startShopService(
    { ...extra, name: NAME, config, env, migrations: MIGRATIONS },
    ({ database, events, log, metrics }) => {
      const store = PaymentStore.create(database);
      const service = PaymentService.create({ store, events, log, metrics });
      const worker = PaymentWorker.create({
        store,
        service,
        gateway: HttpPaymentGateway.create(config),
        log,
        metrics,
        faults: faultPoints(config.FAULT_AT),
      });
      return {
        routes: paymentRoutes(store),
        handlers: service.handlers,
        onEffect: () => worker.nudge(),
        start: () => worker.start(),
        stop: () => worker.stop(),
      };
    },
  );
}
