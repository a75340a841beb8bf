import { join } from 'node:path';
import { sourceOf } from '../platform/PlatformFile';
import { ManagedProcess } from '../process/ManagedProcess';
import { RotatingLog } from '../process/RotatingLog';
import { untilOk } from '../shop/probes';
import { urlOf } from '../shop/serviceEnvironment';
import { SERVICES } from '../shop/services';
import { launchProgram } from '../shop/ShopProcess';
import { shopPorts, type StartShopOptions } from '../shop/startShop';

/** The traffic of a fresh start, in visits a minute. */
export const DEFAULT_PER_MINUTE = 20;

const GRACE_MS = 3_000;

/** Starts the shoppers as a process of their own. */
export async function startTraffic(
  options: StartShopOptions & { perMinute: number },
): Promise<void> {
  const { checkout, data, supervisor, registry, reporter, platform } = options;
  const port = options.ports.traffic;
  const ports = shopPorts(options.ports);
  const source = {
    id: 'traffic',
    title: 'Traffic',
    origin: 'simulated',
    about: `Invented shoppers, ${options.perMinute} visits a minute at the start; './portico traffic off' sends them home`,
  } as const;
  await supervisor.start(
    new ManagedProcess({
      name: source.id,
      title: 'The traffic',
      launch: async () =>
        launchProgram(
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
          { cwd: '/', detached: true },
        ),
      ready: signal => untilOk(`http://127.0.0.1:${port}/rate`, signal),
      stopSignal: 'SIGTERM',
      graceMs: GRACE_MS,
      log: new RotatingLog(data.logFile(source.id)),
      registry,
      reporter,
      onState: state => platform.set(sourceOf(source, state)),
    }),
  );
}
