import { servicePorts, type InternalPorts } from '../data/ports';
import type { Secrets } from '../data/secrets';
import type { SourceTools } from '../platform/startSource';
import type { Checkout } from '../terminal/checkout';
import { seedProducts } from './seedProducts';
import type { ShopPorts } from './serviceEnvironment';
import { SERVICES } from './services';
import { startFarEnds } from './startFarEnds';
import { startShopService, type RunningService } from './startShopService';

/** What the shop of a run needs. */
export interface StartShopOptions extends SourceTools {
  checkout: Checkout;
  ports: InternalPorts;
  secrets: Secrets;
  /** The address of a database on the server that gets one for each service. */
  databaseServer: string;
  /** `redis-server`, where this machine has one. */
  redis: string | undefined;
  /** The Redis of somebody else, in place of ours; it may hold a password. */
  redisUrl?: string;
  signal: AbortSignal;
  /** Called whenever something about a service changed. */
  onChange?(): void;
}

/** Starts the shop on databases that are there: its far ends first, then all services at once, then its products. */
export async function startShop(
  options: StartShopOptions,
): Promise<RunningService[]> {
  const { checkout, reporter, signal } = options;
  await startFarEnds(options);
  signal.throwIfAborted();
  const services = await Promise.all(
    SERVICES.map(name => startShopService(name, options)),
  );
  const catalog = services.find(({ name }) => name === 'product');
  const seeded = await seedProducts(checkout.root, catalog?.environment ?? {});
  reporter.info(`The shop answers, with ${seeded} products`);
  return services;
}

/** The ports of a run as the shop names them. */
export function shopPorts(ports: InternalPorts): ShopPorts {
  return {
    postgres: ports.postgres,
    redis: ports.redis,
    cloud: ports.cloud,
    provider: ports.provider,
    services: Object.fromEntries(
      SERVICES.map(name => [name, servicePorts(ports, name)]),
    ) as ShopPorts['services'],
  };
}
