import { spawnSync } from 'node:child_process';
import { drawFreePort, redisArguments } from '@portico/local-platform/parts';
import { endChild, spawnQuietly, untilListening } from './childProcess';

/** Whether this machine has a Redis; without it the tests that need one are left out, except on CI. */
export const hasRedis =
  spawnSync('redis-server', ['--version']).status === 0 ||
  process.env.CI === 'true';

/** A Redis for one test file, which may stop and start it. */
export interface TestRedis {
  url: string;
  start(): Promise<void>;
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** Lets it keep its connections and answer nothing, until it is thawed. */
  freeze(): void;
  thaw(): void;
}

/** Starts a Redis that keeps nothing on disk. */
export async function startTestRedis(): Promise<TestRedis> {
  const port = await drawFreePort([]);
  const launch = () => spawnQuietly('redis-server', redisArguments(port));
  let child = launch();
  await untilListening(child, port);
  return {
    url: `redis://127.0.0.1:${port}`,
    start: async () => {
      child = launch();
      await untilListening(child, port);
    },
    stop: signal => endChild(child, signal),
    freeze: () => child.kill('SIGSTOP'),
    thaw: () => child.kill('SIGCONT'),
  };
}
