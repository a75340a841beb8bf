import { cloudEnvironment } from './cloud';
import { CONSUMERS, queueOf, SERVICES, type ServiceName } from './services';
import type { ShopSecrets } from './shopSecrets';

/** The ports of one service. */
export interface ServicePorts {
  public: number;
  metrics: number;
  admin: number;
}

/** The ports of a shop, each drawn once. */
export interface ShopPorts {
  postgres: number;
  redis: number;
  cloud: number;
  provider: number;
  services: Record<ServiceName, ServicePorts>;
}

/** What the environment of a service is made of. */
export interface EnvironmentOptions {
  ports: ShopPorts;
  secrets: ShopSecrets;
  /** The address of PostgreSQL, with whatever database: each service has its own. */
  databaseServer: string;
  /** Absent where no Redis runs. */
  redisUrl?: string;
}

/** The database of a service. */
export function databaseOf(name: ServiceName): string {
  return `shop_${name}`;
}

/** The address of a database, from that of another one on the same server. */
export function addressOf(server: string, database: string): string {
  const address = new URL(server);
  address.pathname = `/${database}`;
  return address.toString();
}

/** Where a service answers. */
export function urlOf(ports: ShopPorts, name: ServiceName): string {
  return `http://127.0.0.1:${ports.services[name].public}`;
}

/** Every variable that a service of the shop reads, as they are on one machine. */
export function serviceEnvironment(
  name: ServiceName,
  options: EnvironmentOptions,
): Record<string, string> {
  const { ports, secrets, databaseServer, redisUrl } = options;
  const own = ports.services[name];
  return {
    HOST: '127.0.0.1',
    PORT: String(own.public),
    METRICS_HOST: '127.0.0.1',
    METRICS_PORT: String(own.metrics),
    ADMIN_PORT: String(own.admin),
    SHUTDOWN_DELAY_SECONDS: '0',
    DATABASE_URL: addressOf(databaseServer, databaseOf(name)),
    TOKEN_KEYS: secrets.tokenKeys,
    ...cloudEnvironment(
      ports.cloud,
      CONSUMERS.includes(name) ? queueOf(name) : undefined,
    ),
    ...(redisUrl && { REDIS_URL: redisUrl }),
    ...extras(name, options),
  };
}

function extras(
  name: ServiceName,
  { ports, secrets }: EnvironmentOptions,
): Record<string, string> {
  switch (name) {
    case 'user':
      return {
        TOKEN_PRIVATE_KEY: secrets.tokenPrivateKey,
        TOKEN_KEY_ID: secrets.tokenKeyId,
      };
    case 'order':
      return { PRODUCT_URL: urlOf(ports, 'product') };
    case 'payment':
      return {
        PAYMENT_PROVIDER_URL: `http://127.0.0.1:${ports.provider}`,
        PAYMENT_PROVIDER_KEY: secrets.providerKey,
      };
    default:
      return {};
  }
}

/** Draws every port of a shop, none of them twice. */
export async function drawShopPorts(
  draw: (taken: readonly number[]) => Promise<number>,
): Promise<ShopPorts> {
  const taken: number[] = [];
  const next = async () => {
    const port = await draw(taken);
    taken.push(port);
    return port;
  };
  const services: Partial<Record<ServiceName, ServicePorts>> = {};
  for (const name of SERVICES) {
    services[name] = {
      public: await next(),
      metrics: await next(),
      admin: await next(),
    };
  }
  return {
    postgres: await next(),
    redis: await next(),
    cloud: await next(),
    provider: await next(),
    services: services as Record<ServiceName, ServicePorts>,
  };
}
