import type { z } from 'zod/v4';
import { shopTokens, tokenSettings } from './auth/tokenSettings';
import { serviceSettings } from './config/serviceSettings';
import { Database } from './database/Database';
import { databaseSettings } from './database/databaseSettings';
import { migrate } from './database/migrate';
import type { EventHandlers } from './events/EventProcessor';
import { eventSettings } from './events/eventSettings';
import { ShopEvents, type TakeOptions } from './events/ShopEvents';
import type { Route } from './http/Route';
import { measureConnections, measureOutbox } from './metrics/measureDatabase';
import {
  createTools,
  startService,
  type RunningService,
  type ServiceOptions,
  type ServiceTools,
} from './startService';
import { startTracing } from './tracing/startTracing';

/** The settings of every service of the shop, for `readConfig`. */
export const shopSettings = {
  ...serviceSettings,
  ...databaseSettings,
  ...eventSettings,
  ...tokenSettings,
};

/** What `readConfig(shopSettings)` gives. */
export type ShopConfig = z.output<z.ZodObject<typeof shopSettings>>;

/** What tests say of a service apart from its environment. */
export type ServiceExtra = Pick<
  ServiceOptions,
  'handleSignals' | 'logDestination'
>;

/** So many requests under way are a rush: people come first, and events wait. */
const BUSY_REQUESTS = 10;

/** What identifies a service of the shop. */
export interface ShopServiceOptions {
  /** The name in logs, metrics and events, like `order-service`. */
  name: string;
  config: ShopConfig;
  /** The folder with its tables. */
  migrations: string;
}

/** A service's log, metrics and database. */
export interface OpenedService extends ServiceTools {
  database: Database;
}

/** What the parts of a service are made from. */
export interface ShopServiceParts extends OpenedService {
  events: ShopEvents;
}

/** What makes one service of the shop different from the others. */
export interface ShopServiceDesign extends TakeOptions {
  routes: readonly Route[];
  /** What it does about events. */
  handlers?: EventHandlers;
  /** Begins what it does by itself, once it listens. */
  start?(): void;
  /** Ends that, while events can still be sent. */
  stop?(): Promise<void>;
  /** Closes what else it opened. */
  close?(): void | Promise<void>;
}

/** Opens the database of a service, with its tables as they should be; for commands and functions without a server. */
export async function openService(
  options: ShopServiceOptions & ServiceExtra,
): Promise<OpenedService> {
  const { name, config, migrations } = options;
  const tools = createTools(options);
  const { log, metrics } = tools;
  await migrate({ config, folder: migrations, log });
  const database = Database.create({ config, service: name, log });
  measureConnections(metrics, database);
  measureOutbox(metrics, database);
  return { ...tools, database };
}

/** Starts a service of the shop: traces, database, events, then its own parts, and the server last; it ends the other way round. */
export async function startShopService(
  options: ShopServiceOptions & ServiceExtra & { env: NodeJS.ProcessEnv },
  design: (parts: ShopServiceParts) => ShopServiceDesign,
): Promise<RunningService> {
  const { name, config, env, ...extra } = options;
  const tracing = await startTracing(name, env);
  const opened = await openService(options);
  const { database, log } = opened;
  const events = ShopEvents.connect({ config, service: name, database, log });
  const own = design({ ...opened, events });
  if (own.handlers) events.take(own.handlers, own);
  const service = await startService({
    ...extra,
    name,
    config,
    tools: opened,
    tokens: shopTokens(config),
    routes: () => own.routes,
    checks: { database: database.check },
    onStop: async () => {
      await own.stop?.();
      await events.stop();
      await own.close?.();
      await database.end();
      await tracing.stop();
    },
  });
  events.start(() => service.inFlight() >= BUSY_REQUESTS);
  own.start?.();
  return service;
}
