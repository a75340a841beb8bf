import type { ChildProcess } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { sourceOf, type SourceDescription } from '../platform/PlatformFile';
import { ManagedProcess } from '../process/ManagedProcess';
import { RotatingLog } from '../process/RotatingLog';
import { providerBundle } from './buildServices';
import { cloudProgram, describeCloud } from './cloud';
import {
  CLOUD_FILE,
  cloudProgramEnvironment,
  providerEnvironment,
  redisArguments,
} from './farEnds';
import { untilTakesConnections } from './probes';
import { queueOf } from './serviceEnvironment';
import { CONSUMERS } from './services';
import { launchProgram } from './ShopProcess';
import type { StartShopOptions } from './startShop';

/** One far end of the shop, as a supervised process. */
interface FarEnd extends SourceDescription {
  port: number;
  launch(): ChildProcess;
}

const GRACE_MS = 5_000;

const REDIS = { id: 'redis', title: 'Redis', origin: 'live' } as const;

const REDIS_MISSING = {
  ...REDIS,
  state: 'not-set-up',
  reason:
    'redis-server is not on PATH. The services read from their databases instead',
  since: null,
  missing: 'redis-server',
  snippet: 'apt-get install redis-server',
} as const;

/** Starts what the services talk to besides PostgreSQL. */
export async function startFarEnds(options: StartShopOptions): Promise<void> {
  const { data, redis, platform } = options;
  await writeFile(
    data.file(CLOUD_FILE),
    JSON.stringify(describeCloud(CONSUMERS.map(queueOf))),
  );
  if (!redis) {
    platform.set(REDIS_MISSING);
  }
  const ends = [
    ...(redis ? [redisEnd(redis, options)] : []),
    cloudEnd(options),
    providerEnd(options),
  ];
  await Promise.all(ends.map(end => startFarEnd(end, options)));
}

function redisEnd(program: string, { ports }: StartShopOptions): FarEnd {
  return {
    ...REDIS,
    about: `On 127.0.0.1:${ports.redis}; it keeps nothing`,
    port: ports.redis,
    launch: () => launchFarEnd(program, redisArguments(ports.redis), {}),
  };
}

function cloudEnd({ checkout, data, ports }: StartShopOptions): FarEnd {
  return {
    id: 'events',
    title: 'SNS and SQS',
    origin: 'emulated',
    about: `An emulator on localhost:${ports.cloud}; it keeps its messages`,
    port: ports.cloud,
    launch: () =>
      launchFarEnd(
        process.execPath,
        [cloudProgram(checkout.root)],
        cloudProgramEnvironment(ports.cloud, data.path),
      ),
  };
}

function providerEnd(options: StartShopOptions): FarEnd {
  const { checkout, data, ports, secrets } = options;
  return {
    id: 'payment-provider',
    title: 'Payment provider',
    origin: 'simulated',
    about: `On 127.0.0.1:${ports.provider}; no money moves`,
    port: ports.provider,
    launch: () =>
      launchFarEnd(
        process.execPath,
        [providerBundle(checkout.root)],
        providerEnvironment(ports.provider, data.path, secrets.shop),
      ),
  };
}

function launchFarEnd(
  command: string,
  args: readonly string[],
  env: Record<string, string>,
): ChildProcess {
  return launchProgram(command, args, env, { cwd: '/', detached: true });
}

async function startFarEnd(
  { port, launch, ...source }: FarEnd,
  { data, supervisor, registry, reporter, platform }: StartShopOptions,
): Promise<void> {
  await supervisor.start(
    new ManagedProcess({
      name: source.id,
      title: source.title,
      launch: async () => launch(),
      ready: signal => untilTakesConnections(port, signal),
      stopSignal: 'SIGTERM',
      graceMs: GRACE_MS,
      log: new RotatingLog(data.logFile(source.id)),
      registry,
      reporter,
      onState: state => platform.set(sourceOf(source, state)),
    }),
  );
}
