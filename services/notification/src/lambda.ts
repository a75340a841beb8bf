import {
  EventProcessor,
  lambdaHandler,
  openService,
  readConfig,
  type BatchOutcome,
  type QueueBatch,
} from '@portico/service-kit';
import { MIGRATIONS, NAME, notificationSettings } from './app';
import { NotificationService } from './NotificationService';
import { NotificationStore } from './NotificationStore';

type Handle = (batch: QueueBatch) => Promise<BatchOutcome>;

let opened: Promise<Handle> | undefined;

async function open(): Promise<Handle> {
  const { database, log } = await openService({
    name: NAME,
    config: readConfig(notificationSettings),
    migrations: MIGRATIONS,
  });
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
  opened ??= open();
  const handle = await opened.catch(error => {
    // The next call begins anew; all of this batch comes again.
    opened = undefined;
    throw error;
  });
  return handle(batch);
}
