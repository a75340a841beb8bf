import { FaultInjector } from './faults/FaultInjector';
import { GitRunner } from './git/GitRunner';
import { RateLimiter } from './http/RateLimiter';
import { Logger } from './Logger';
import { RepositoryHost } from './store/RepositoryHost';
import { ViewContext } from './views/repositoryJson';
import { DeliveryLog } from './webhooks/DeliveryLog';
import { WebhookDispatcher } from './webhooks/WebhookDispatcher';

/** What the routes of the emulator share. */
export interface EmulatorContext extends ViewContext {
  dataDir: string;
  host: RepositoryHost;
  runner: GitRunner;
  faults: FaultInjector;
  webhooks: WebhookDispatcher;
  deliveries: DeliveryLog;
  rateLimiter: RateLimiter;
  clock: () => Date;
  logger: Logger;
}
