import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServiceConfig } from './config/serviceSettings';
import type { Health } from './health/Health';
import { drain } from './http/listen';
import type { Log } from './log/createLog';

/** What belongs to the end of a service. */
export interface EndOptions {
  config: ServiceConfig;
  log: Log;
  health: Health;
  /** The public side, which finishes what is under way. */
  server: Server;
  /** Servers that are of use until the last moment. */
  others: readonly Server[];
  onStop?(): Promise<void>;
}

// Requests that use their time up must not take onStop's as well.
const CLOSING_PART = 0.2;

/** Fails readiness, takes nothing new, finishes what is under way and closes the rest; says whether all of it was in time. */
export async function endInOrder(options: EndOptions): Promise<boolean> {
  const { config, log } = options;
  const deadline = performance.now() + config.SHUTDOWN_SECONDS * 1000;
  const left = () => Math.max(0, deadline - performance.now());
  options.health.stop();
  log.info('stopping');
  await sleep(Math.min(config.SHUTDOWN_DELAY_SECONDS * 1000, left()));
  const kept = options.onStop ? left() * CLOSING_PART : 0;
  const drained = await drain(options.server, left() - kept);
  const closed = await closeRest(options, left());
  await Promise.all(options.others.map(server => drain(server, 0)));
  log.info({ drained, closed }, 'stopped');
  return drained && closed;
}

async function closeRest(options: EndOptions, ms: number): Promise<boolean> {
  if (!options.onStop) return true;
  const giveUp = new AbortController();
  const late = sleep(ms, false, { signal: giveUp.signal }).catch(() => false);
  const closed = options.onStop().then(
    () => true,
    error => {
      options.log.error({ err: error }, 'Something could not be closed');
      return false;
    },
  );
  return Promise.race([closed, late]).finally(() => giveUp.abort());
}
