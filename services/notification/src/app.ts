import { resolve } from 'node:path';
import {
  readConfig,
  shopSettings,
  startShopService,
  type RunningService,
  type ServiceExtra,
} from '@portico/service-kit';
import { Mailer, mailSettings } from './Mailer';
import { MailWorker } from './MailWorker';
import { NotificationService } from './NotificationService';
import { NotificationStore } from './NotificationStore';
import { notificationRoutes } from './routes';

/** The name of the service. */
export const NAME = 'notification-service';

// Nobody waits for an e-mail as for a page: several events are taken with one call.
const APART_MS = 500;

/** Everything that the notification service reads from its environment. */
export const notificationSettings = { ...shopSettings, ...mailSettings };

/** The folder with the service's tables, beside `src` and `dist`. */
export const MIGRATIONS = resolve(__dirname, '../migrations');

/** Starts the notification service. */
export async function startNotificationService(
  env: NodeJS.ProcessEnv,
  extra: ServiceExtra = {},
): Promise<RunningService> {
  const config = readConfig(notificationSettings, env);
  return startShopService(
    { ...extra, name: NAME, config, env, migrations: MIGRATIONS },
    ({ database, log, metrics }) => {
      const store = new NotificationStore();
      const notifications = NotificationService.create({ database, store });
      const mailer = Mailer.create(config);
      const worker = MailWorker.create({
        database,
        store,
        mailer,
        log,
        metrics,
      });
      return {
        routes: notificationRoutes(notifications),
        handlers: notifications.handlers,
        apartMs: APART_MS,
        // An event that was taken has an e-mail to be sent.
        onEffect: () => worker.nudge(),
        start: () => worker.start(),
        close: () => worker.stop(),
      };
    },
  );
}
