import { join } from 'node:path';
import type { DataFolder } from '../data/DataFolder';
import { PLATFORM_FILE } from '../platform/PlatformFile';
import { FileLock } from '../process/FileLock';
import type { ProcessIdentity } from '../process/ProcessIdentity';
import { Supervisor } from '../process/Supervisor';
import type { Checkout } from '../terminal/checkout';
import type { Reporter } from '../terminal/Reporter';
import { startDeathWatch } from './deathWatch';
import type { GivenFarEnds } from './givenFarEnds';
import { removeRun, supervisorLock, type Run } from './RunFile';
import { startStack } from './startStack';

/** How a supervised run ended. */
export type SuperviseResult =
  | { outcome: 'stopped' }
  | { outcome: 'busy'; holder: ProcessIdentity };

/** What a supervised run needs. */
export interface SuperviseOptions extends GivenFarEnds {
  checkout: Checkout;
  data: DataFolder;
  port: number;
  traffic: number;
  samples: boolean;
  reporter: Reporter;
  onReady(run: Run): void;
}

/** Starts the stack and keeps it until a signal asks for its end; nothing stays behind. */
export async function supervise(
  options: SuperviseOptions,
): Promise<SuperviseResult> {
  const { data, reporter } = options;
  await data.create();
  const claim = await FileLock.tryAcquire(supervisorLock(data));
  if ('holder' in claim) {
    return { outcome: 'busy', holder: claim.holder };
  }
  const stop = listenForStop(reporter);
  const supervisor = new Supervisor(reporter);
  const endWatch = startDeathWatch(
    join(options.checkout.bundles, 'portico.cjs'),
    data,
  );
  try {
    await removeRun(data);
    const run = await startStack({
      ...options,
      supervisor,
      signal: stop.signal,
    });
    options.onReady(run);
    await stop.requested;
  } catch (error) {
    if (!stop.signal.aborted) {
      throw error;
    }
  } finally {
    await windUp(data, supervisor, reporter);
    endWatch();
    await claim.lock.release();
    stop.release();
  }
  return { outcome: 'stopped' };
}

/** Stops what was started, and forgets the run. */
async function windUp(
  data: DataFolder,
  supervisor: Supervisor,
  reporter: Reporter,
): Promise<void> {
  if (!supervisor.isEmpty) {
    reporter.info('Stopping everything');
    await supervisor.stop();
    reporter.info('Stopped');
  }
  for (const name of ['processes.json', PLATFORM_FILE]) {
    await data.remove(name);
  }
  await removeRun(data);
}

/** Ctrl-C, `down` and a closed terminal all mean: stop in order. */
function listenForStop(reporter: Reporter): {
  signal: AbortSignal;
  requested: Promise<void>;
  release(): void;
} {
  const controller = new AbortController();
  let resolve: () => void = () => undefined;
  const requested = new Promise<void>(done => (resolve = done));
  // Nothing else keeps this process alive when a database of somebody else is used.
  const alive = setInterval(() => undefined, 60_000);
  const onSignal = (name: NodeJS.Signals) => {
    if (controller.signal.aborted) {
      reporter.info(`${name} again: still stopping`);
      return;
    }
    controller.abort(new Error(`stopped by ${name}`));
    resolve();
  };
  const names: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  names.forEach(name => process.on(name, onSignal));
  return {
    signal: controller.signal,
    requested,
    release: () => {
      clearInterval(alive);
      names.forEach(name => process.off(name, onSignal));
    },
  };
}
