import { findRuleFiles } from '../monitoring/findRuleFiles';
import { findMonitoringPrograms } from '../monitoring/findPrograms';
import { bringSamples } from '../monitoring/samples/bringSamples';
import { startMonitoring } from '../monitoring/startMonitoring';
import {
  connectionUrl,
  type PostgresConnection,
} from '../postgres/EmbeddedPostgres';
import { portalUrl } from '../portal/runConfig';
import { buildServices } from '../shop/buildServices';
import { recordRevisions } from '../shop/revisions';
import { seedOrders } from '../shop/seedOrders';
import { urlOf } from '../shop/serviceEnvironment';
import { SERVICES } from '../shop/services';
import { ShopDatabase } from '../shop/ShopDatabase';
import { ShopWorkloads } from '../shop/ShopWorkloads';
import { shopPorts, startShop, type StartShopOptions } from '../shop/startShop';
import type { RunningService } from '../shop/startShopService';
import { findProgram } from '../system/execute';
import { messageOf } from '../terminal/LauncherError';
import { startTraffic } from '../traffic/startTraffic';
import type { Run } from './RunFile';
import { startKubernetes } from './startKubernetes';
import type { Parts } from './startStack';

/** SQLSTATE insufficient_privilege. */
const NOT_ALLOWED = '42501';

/** The shop of a run: its services, none where it is not started, and where its parts answer. */
export interface Shop {
  services: readonly RunningService[];
  ports: Pick<
    Run['ports'],
    'redis' | 'prometheus' | 'alertmanager' | 'kubernetes' | 'services'
  >;
}

/** Starts the shop, what watches it and who buys in it; goes on without what this machine lacks. */
export async function bringShop(
  parts: Parts,
  database: PostgresConnection | string,
): Promise<Shop> {
  const { checkout, ports, reporter, traffic, redisUrl, prometheusUrl } = parts;
  const databaseServer =
    typeof database === 'string' ? database : connectionUrl(database);
  const [redis, programs] = await Promise.all([
    findProgram('redis-server'),
    findMonitoringPrograms(),
  ]);
  // Takes as long as the shop: both at once.
  const samples = bringSamples({ ...parts, programs });
  const workloads = new ShopWorkloads();
  const options: StartShopOptions = {
    ...parts,
    databaseServer,
    redis,
    onChange: workloads.changed,
  };
  await buildServices(checkout.root);
  const services = (await makeDatabases(options))
    ? await openShop(options)
    : [];
  if (services.length > 0) {
    workloads.show(services, await recordRevisions(parts.data, services));
    await startKubernetes(parts, workloads);
  }
  if (services.length > 0 && traffic > 0) {
    await startTraffic({ ...options, perMinute: traffic });
    reporter.info(`Shoppers come, ${traffic} visits a minute`);
  }
  await startMonitoring({
    ...parts,
    programs,
    services,
    trafficPort: traffic > 0 ? ports.traffic : undefined,
    ruleFiles: await findRuleFiles(checkout.root),
    samples,
    alerts: {
      portalUrl: portalUrl(parts.port),
      token: parts.secrets.alertmanagerToken,
    },
  });
  await samples;
  return {
    services,
    ports: {
      redis: redis && !redisUrl ? ports.redis : null,
      prometheus:
        programs.prometheus && !prometheusUrl ? ports.prometheus : null,
      alertmanager:
        programs.alertmanager && !prometheusUrl ? ports.alertmanager : null,
      kubernetes: services.length > 0 ? ports.kubernetes : null,
      services: Object.fromEntries(
        services.map(({ name, ports: own }) => [name, own.public]),
      ),
    },
  };
}

/** A database for each service; false, and said so, where we may not make them. */
async function makeDatabases({
  databaseServer,
  platform,
  reporter,
}: StartShopOptions): Promise<boolean> {
  try {
    for (const name of SERVICES) {
      await ShopDatabase.of(databaseServer, name).create();
    }
    return true;
  } catch (error) {
    if ((error as { code?: string }).code !== NOT_ALLOWED) throw error;
    const user = decodeURIComponent(new URL(databaseServer).username);
    platform.set({
      id: 'shop',
      title: 'Shop',
      origin: 'live',
      state: 'not-allowed',
      reason: `The shop is not started: ${messageOf(error)}`,
      since: null,
      missing: 'CREATEDB for the role of DATABASE_URL',
      snippet: `ALTER ROLE "${user}" CREATEDB;`,
    });
    reporter.warn(
      `The shop is not started: the role ${user} of DATABASE_URL may not create databases`,
    );
    return false;
  }
}

async function openShop(options: StartShopOptions): Promise<RunningService[]> {
  const services = await startShop(options);
  const ports = shopPorts(options.ports);
  const orders = await seedOrders({
    databaseServer: options.databaseServer,
    url: name => urlOf(ports, name),
  });
  if (orders > 0) {
    options.reporter.info(`The first shoppers placed ${orders} orders`);
  }
  return services;
}
