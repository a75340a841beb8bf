import { join } from 'node:path';
import { startSource } from '../platform/startSource';
import { untilOk } from '../system/probes';
import { urlOf } from '../shop/serviceEnvironment';
import { SERVICES } from '../shop/services';
import { launchSupervised } from '../system/launchProgram';
import { shopPorts, type StartShopOptions } from '../shop/startShop';

/** The traffic of a fresh start, in visits a minute. */
export const DEFAULT_PER_MINUTE = 20;

const GRACE_MS = 3_000;

/** Starts the shoppers as a process of their own. */
export async function startTraffic(
  options: StartShopOptions & { perMinute: number },
): Promise<void> {
  const { checkout } = options;
  const port = options.ports.traffic;
  const ports = shopPorts(options.ports);
  const source = {
    id: 'traffic',
    title: 'Traffic',
    origin: 'simulated',
    about: `Invented shoppers, ${options.perMinute} visits a minute at the start; './portico traffic off' sends them home`,
  } as const;
  await startSource(options, source, {
    launch: async () =>
      launchSupervised(
        process.execPath,
        [join(checkout.bundles, 'traffic.cjs')],
        {
          TRAFFIC_PORT: String(port),
          TRAFFIC_PER_MINUTE: String(options.perMinute),
          SHOP_URLS: JSON.stringify(
            Object.fromEntries(
              SERVICES.map(name => [name, urlOf(ports, name)]),
            ),
          ),
        },
      ),
    ready: signal => untilOk(`http://127.0.0.1:${port}/rate`, signal),
    graceMs: GRACE_MS,
  });
}
