import { resolve } from 'node:path';
import {
  Database,
  ShopEvents,
  createTools,
  databaseSettings,
  eventSettings,
  migrate,
  readConfig,
  serviceSettings,
  shopTokens,
  startService,
  startTracing,
  tokenSettings,
  type RunningService,
  type ServiceOptions,
} from '@portico/service-kit';
import { faultPoints, faultSettings } from './faultPoints';
import { HttpPaymentGateway, providerSettings } from './HttpPaymentGateway';
import { PaymentService } from './PaymentService';
import { PaymentStore } from './PaymentStore';
import { PaymentWorker } from './PaymentWorker';
import { paymentRoutes } from './routes';

const NAME = 'payment-service';
// A transaction that asks for work is committed a moment after it asked.
const COMMITTED_MS = 10;

/** Starts payment-service with what the environment says. */
export async function startPaymentService(
  env: NodeJS.ProcessEnv,
  extra: Pick<ServiceOptions, 'handleSignals' | 'logDestination'> = {},
): Promise<RunningService> {
  const tracing = await startTracing(NAME, env);
  const config = readConfig(
    {
      ...serviceSettings,
      ...databaseSettings,
      ...eventSettings,
      ...tokenSettings,
      ...providerSettings,
      ...faultSettings,
    },
    env,
  );
  const tools = createTools({ name: NAME, config, ...extra });
  const { log, metrics } = tools;
  await migrate({ config, folder: resolve(__dirname, '../migrations'), log });
  const database = Database.create({ config, service: NAME, log });
  const events = ShopEvents.connect({ config, service: NAME, database, log });
  const store = PaymentStore.create(database);
  let nudge = () => {};
  const service = PaymentService.create({
    store,
    events,
    log,
    metrics,
    onWork: () => setTimeout(() => nudge(), COMMITTED_MS).unref(),
  });
  const worker = PaymentWorker.create({
    store,
    service,
    gateway: HttpPaymentGateway.create(config),
    log,
    metrics,
    faults: faultPoints(config.FAULT_AT),
  });
  nudge = worker.nudge;
  events.take(service.handlers);
  const running = await startService({
    ...extra,
    name: NAME,
    config,
    tools,
    tokens: shopTokens(config),
    checks: { database: database.check },
    routes: () => paymentRoutes(store),
    onStop: async () => {
      // The worker first: what it settles is still to be sent.
      await worker.stop();
      await events.stop();
      await database.end();
      await tracing.stop();
    },
  });
  events.start();
  worker.start();
  return running;
}
