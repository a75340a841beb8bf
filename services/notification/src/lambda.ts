import {
  createTools,
  Database,
  EventProcessor,
  lambdaHandler,
  migrate,
  readConfig,
  type BatchOutcome,
  type QueueBatch,
} from '@portico/service-kit';
import { MIGRATIONS, notificationSettings } from './app';
import { NotificationService } from './NotificationService';
import { NotificationStore } from './NotificationStore';

const NAME = 'notification-service';

type Handle = (batch: QueueBatch) => Promise<BatchOutcome>;

let ready: Promise<Handle> | undefined;

async function prepare(): Promise<Handle> {
  const config = readConfig(notificationSettings);
  const { log } = createTools({ name: NAME, config });
  await migrate({ config, folder: MIGRATIONS, log });
  const database = Database.create({ config, service: NAME, log });
  const notifications = NotificationService.create({
    database,
    store: new NotificationStore(),
  });
  const processor = EventProcessor.create({
    consumer: NAME,
    database,
    handlers: notifications.handlers,
    log,
  });
  return lambdaHandler({ processor, log });
}

/** Takes the queue of the notification service as a function of AWS Lambda; the service sends what it writes down. */
export async function handler(batch: QueueBatch): Promise<BatchOutcome> {
  ready ??= prepare();
  try {
    const handle = await ready;
    return await handle(batch);
  } catch (error) {
    // The next call begins anew; all of this batch comes again.
    ready = undefined;
    throw error;
  }
}
