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
import { Mailer, mailSettings } from './Mailer';
import { MailWorker } from './MailWorker';
import { NotificationService } from './NotificationService';
import { NotificationStore } from './NotificationStore';
import { notificationRoutes } from './routes';

const NAME = 'notification-service';

/** Everything that the notification service reads from its environment. */
export const notificationSettings = {
  ...serviceSettings,
  ...databaseSettings,
  ...eventSettings,
  ...tokenSettings,
  ...mailSettings,
};

/** The folder with the service's tables, beside `src` and `dist`. */
export const MIGRATIONS = resolve(__dirname, '../migrations');

/** Starts the notification service. */
export async function startNotificationService(
  env: NodeJS.ProcessEnv,
  extra: Pick<ServiceOptions, 'handleSignals' | 'logDestination'> = {},
): Promise<RunningService> {
  const tracing = await startTracing(NAME, env);
  const config = readConfig(notificationSettings, env);
  const tools = createTools({ name: NAME, config, ...extra });
  const { log, metrics } = tools;
  await migrate({ config, folder: MIGRATIONS, log });
  const database = Database.create({ config, service: NAME, log });
  const events = ShopEvents.connect({ config, service: NAME, database, log });
  const store = new NotificationStore();
  const notifications = NotificationService.create({ database, store });
  const worker = MailWorker.create({
    database,
    store,
    mailer: Mailer.create(config),
    log,
    metrics,
  });
  events.take(notifications.handlers);
  const service = await startService({
    ...extra,
    name: NAME,
    config,
    tools,
    tokens: shopTokens(config),
    routes: () => notificationRoutes(notifications),
    checks: { database: database.check },
    onStop: async () => {
      await events.stop();
      await worker.stop();
      await database.end();
      await tracing.stop();
    },
  });
  events.start();
  worker.start();
  return service;
}
