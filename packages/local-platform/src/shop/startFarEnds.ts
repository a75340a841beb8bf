import type { ChildProcess } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import {
  missingProgram,
  type SourceDescription,
} from '../platform/PlatformFile';
import { startSource } from '../platform/startSource';
import { useGiven } from '../platform/useGiven';
import { launchSupervised } from '../system/launchProgram';
import { providerBundle } from './buildServices';
import { cloudProgram, describeCloud } from './cloud';
import { askRedis, describeRedis } from './externalRedis';
import {
  CLOUD_FILE,
  cloudProgramEnvironment,
  providerEnvironment,
  redisArguments,
} from './farEnds';
import { untilTakesConnections } from '../system/probes';
import { CONSUMERS, queueOf } from './services';
import type { StartShopOptions } from './startShop';

/** One far end of the shop, as a supervised process. */
interface FarEnd extends SourceDescription {
  port: number;
  launch(): ChildProcess;
}

const GRACE_MS = 5_000;

const REDIS = { id: 'redis', title: 'Redis', origin: 'live' } as const;

/** Starts what the services talk to besides PostgreSQL. */
export async function startFarEnds(options: StartShopOptions): Promise<void> {
  const { data, redis, redisUrl, platform } = options;
  await writeFile(
    data.file(CLOUD_FILE),
    JSON.stringify(describeCloud(CONSUMERS.map(queueOf))),
  );
  if (redisUrl) {
    await useGiven(
      {
        source: REDIS,
        variable: 'REDIS_URL',
        place: describeRedis(redisUrl),
        ask: () => askRedis(redisUrl),
      },
      options,
    );
  } else if (!redis) {
    platform.set(
      missingProgram(REDIS, {
        program: 'redis-server',
        reason:
          'It is not on PATH. The services read from their databases instead',
      }),
    );
  }
  const ends = [
    ...(redis && !redisUrl ? [redisEnd(redis, options)] : []),
    cloudEnd(options),
    providerEnd(options),
  ];
  await Promise.all(
    ends.map(({ port, launch, ...source }) =>
      startSource(options, source, {
        launch: async () => launch(),
        ready: signal => untilTakesConnections(port, signal),
        graceMs: GRACE_MS,
      }),
    ),
  );
}

function redisEnd(program: string, { ports }: StartShopOptions): FarEnd {
  return {
    ...REDIS,
    about: `On 127.0.0.1:${ports.redis}; it keeps nothing`,
    port: ports.redis,
    launch: () => launchSupervised(program, redisArguments(ports.redis)),
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
      launchSupervised(
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
      launchSupervised(
        process.execPath,
        [providerBundle(checkout.root)],
        providerEnvironment(ports.provider, data.path, secrets.shop),
      ),
  };
}
