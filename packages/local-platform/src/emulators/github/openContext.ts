import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { EmulatorContext } from './context';
import { FaultInjector } from './faults/FaultInjector';
import { GitRunner } from './git/GitRunner';
import { requireGit } from './git/requireGit';
import { RateLimiter } from './http/RateLimiter';
import { Logger } from './Logger';
import { reconcile } from './services/reconcile';
import { Accounts, UserAccess } from './store/Accounts';
import { RepositoryEvent } from './store/events';
import { RepositoryHost } from './store/RepositoryHost';
import { Urls } from './views/Urls';
import { DeliveryLog } from './webhooks/DeliveryLog';
import { GlobalWebhook, WebhookDispatcher } from './webhooks/WebhookDispatcher';

/** What the parts of the emulator are made from. */
export interface ContextOptions {
  dataDir: string;
  url: string;
  users: readonly UserAccess[];
  organizations: readonly string[];
  webhooks: GlobalWebhook | undefined;
  webhookRetryDelaysMs: readonly number[] | undefined;
  rateLimitPerHour: number;
  clock: () => Date;
  logger: Logger;
  /** Ends every git command that still runs. */
  signal: AbortSignal;
}

/** Opens what is on the disk, brings it in order, and puts the parts together. */
export async function openContext(
  options: ContextOptions,
): Promise<EmulatorContext> {
  const { clock, logger } = options;
  const dataDir = resolve(options.dataDir);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  // Pushes that a crash cut off.
  await rm(join(dataDir, 'incoming'), { recursive: true, force: true });
  const runner = new GitRunner(options.signal);
  await requireGit(runner);
  // The dispatcher reads the host, and the host tells the dispatcher.
  const relay: { publish(event: RepositoryEvent): void } = { publish() {} };
  const publish = (event: RepositoryEvent) => relay.publish(event);
  const host = await RepositoryHost.open({ dataDir, runner, clock, publish });
  const accounts = new Accounts(options.users, options.organizations, host);
  const views = { urls: new Urls(options.url), accounts };
  const faults = new FaultInjector();
  const deliveries = await DeliveryLog.open(join(dataDir, 'deliveries.ndjson'));
  const webhooks = new WebhookDispatcher({
    ...options,
    globalHook: options.webhooks,
    retryDelaysMs: options.webhookRetryDelaysMs,
    views,
    host,
    faults,
    log: deliveries,
  });
  relay.publish = event => webhooks.publish(event);
  for (const repository of host.list()) {
    await reconcile(repository, accounts.main.login);
  }
  const rateLimiter = new RateLimiter(options.rateLimitPerHour, clock);
  const stores = { dataDir, host, runner, deliveries };
  return { ...views, ...stores, faults, webhooks, rateLimiter, clock, logger };
}
