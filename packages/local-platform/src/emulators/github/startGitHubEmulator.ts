import { RequestListener } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { EmulatorContext } from './context';
import { createApp } from './createApp';
import { FaultInjector } from './faults/FaultInjector';
import { isOwnerName } from './git/names';
import { listen } from './http/listen';
import { Logger } from './Logger';
import { openContext } from './openContext';
import { seedRepository, SeedRequest, SeedResult } from './seed/seedRepository';
import { compact } from './services/compact';
import { UserAccess } from './store/Accounts';
import { Delivery } from './webhooks/DeliveryLog';
import { GlobalWebhook } from './webhooks/WebhookDispatcher';

/** How the emulator is started. */
export interface GitHubEmulatorOptions {
  /** Where repositories and their state are kept. */
  dataDir: string;
  /** 0 takes a free one. */
  port: number;
  /** Default: 127.0.0.1, and ::1 beside it where the machine has it. */
  host?: string;
  /** The token of the portal, whose login is `login`. */
  token: string;
  /** Default: `portico`. */
  login?: string;
  /** Further users with tokens of their own. */
  users?: readonly UserAccess[];
  /** Organizations that exist before they own a repository. Default: `acme`. */
  organizations?: readonly string[];
  /** A webhook that hears of every repository. */
  webhooks?: GlobalWebhook;
  /** Requests an hour and user, as GitHub limits them. Default: 15000. */
  rateLimitPerHour?: number;
  /** How long a webhook waits before each further attempt. */
  webhookRetryDelaysMs?: readonly number[];
  logger?: Logger;
  clock?: () => Date;
}

/** A running emulator. */
export interface GitHubEmulator {
  /** What clients are told: `http://localhost:<port>`. */
  url: string;
  /** The REST API's base address, for `apiBaseUrl` of an integration. */
  apiUrl: string;
  /** The base address of files, for `rawBaseUrl`. */
  rawUrl: string;
  port: number;
  faults: FaultInjector;
  seed(request: SeedRequest): Promise<SeedResult>;
  /** The last webhooks, the newest first. */
  deliveries(): Delivery[];
  /** Resolves when no webhook is left to send. */
  webhooksIdle(): Promise<void>;
  stop(): Promise<void>;
}

const SILENT: Logger = { info: () => {}, warn: () => {} };
const RATE_LIMIT_PER_HOUR = 15_000;
const MIN_TOKEN_LENGTH = 8;
/** As long a change that was begun may take to end when the emulator stops. */
const GRACE_MS = 5_000;

/** Starts a Git host that answers as GitHub does, over real git repositories. */
export async function startGitHubEmulator(
  options: GitHubEmulatorOptions,
): Promise<GitHubEmulator> {
  const users = readUsers(options);
  const host = options.host ?? '127.0.0.1';
  // The address is known only now, and the answers name it: who comes before
  // everything is open waits.
  const app = Promise.withResolvers<RequestListener>();
  const listening = await listen(
    (request, response) => {
      app.promise.then(
        handle => handle(request, response),
        () => response.destroy(),
      );
    },
    host,
    options.port,
  );
  const url = `http://localhost:${listening.port}`;
  try {
    const stopped = new AbortController();
    const context = await openContext({
      ...contextOptions(options, url),
      users,
      signal: stopped.signal,
    });
    app.resolve(createApp(context, hostNames(host)));
    compactAll(context, stopped.signal);
    return handleFor(context, listening.port, async () => {
      await listening.close();
      await atRest(context);
      stopped.abort();
    });
  } catch (error) {
    app.promise.catch(() => {});
    app.reject(error);
    await listening.close();
    throw error;
  }
}

function contextOptions(options: GitHubEmulatorOptions, url: string) {
  return {
    dataDir: options.dataDir,
    url,
    organizations: options.organizations ?? ['acme'],
    webhooks: options.webhooks,
    webhookRetryDelaysMs: options.webhookRetryDelaysMs,
    rateLimitPerHour: options.rateLimitPerHour ?? RATE_LIMIT_PER_HOUR,
    clock: options.clock ?? (() => new Date()),
    logger: options.logger ?? SILENT,
  };
}

/** Packs what piled up before, beside the requests. */
async function compactAll(
  { host, logger }: EmulatorContext,
  stopped: AbortSignal,
): Promise<void> {
  for (const { git, fullName } of host.list()) {
    await compact(git).catch(error => {
      if (!stopped.aborted) {
        logger.warn(`The objects of ${fullName} were not packed: ${error}`);
      }
    });
  }
}

/** Lets what was begun end, within bounds. */
async function atRest({ host, webhooks }: EmulatorContext): Promise<void> {
  await Promise.race([host.idle(), delay(GRACE_MS, undefined, { ref: false })]);
  await webhooks.stop();
}

function handleFor(
  context: EmulatorContext,
  port: number,
  stop: () => Promise<void>,
): GitHubEmulator {
  let stopping: Promise<void> | undefined;
  return {
    url: context.urls.base,
    apiUrl: context.urls.apiBase,
    rawUrl: `${context.urls.base}/raw`,
    port,
    faults: context.faults,
    seed: request => seedRepository(context, request),
    deliveries: () => context.deliveries.list(),
    webhooksIdle: () => context.webhooks.idle(),
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}

function readUsers(options: GitHubEmulatorOptions): UserAccess[] {
  const main = { login: options.login ?? 'portico', token: options.token };
  const users = [main, ...(options.users ?? [])];
  for (const { login, token } of users) {
    if (!isOwnerName(login)) {
      throw new Error(`'${login}' can't be a login: letters, digits and '-'`);
    }
    if (token.length < MIN_TOKEN_LENGTH) {
      throw new Error(
        `The token of ${login} is too short: give at least ${MIN_TOKEN_LENGTH} characters`,
      );
    }
  }
  return users;
}

function hostNames(host: string): string[] {
  const loopback = ['localhost', '127.0.0.1', '[::1]'];
  return loopback.includes(host) ? loopback : [...loopback, host];
}
