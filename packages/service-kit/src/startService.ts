import type { RequestListener } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DestinationStream } from 'pino';
import type { TokenVerifier } from './auth/TokenVerifier';
import type { ServiceConfig } from './config/serviceSettings';
import { Health, type HealthCheck } from './health/Health';
import { createApp } from './http/createApp';
import { drain, listen, portOf } from './http/listen';
import type { Route } from './http/Route';
import { createLog, type Log } from './log/createLog';
import { Metrics } from './metrics/Metrics';
import { endOnSignals } from './shutdown';

/** What the routes of a service are given. */
export interface ServiceTools {
  log: Log;
  metrics: Metrics;
}

/** What makes a service. */
export interface ServiceOptions {
  /** The name in logs and metrics, like `order-service`. */
  name: string;
  config: ServiceConfig;
  routes(tools: ServiceTools): readonly Route[];
  /** What the service needs to be ready, by name. */
  checks?: Readonly<Record<string, HealthCheck>>;
  checkDeadlineMs?: number;
  /** Verifies callers; needed by every route that is not public. */
  tokens?: TokenVerifier;
  /** Runs after the last request, to close what the service opened. */
  onStop?(): Promise<void>;
  /** Whether SIGTERM and SIGINT end the process; true where nothing is said. */
  handleSignals?: boolean;
  logDestination?: DestinationStream;
}

/** A service that runs. */
export interface RunningService extends ServiceTools {
  port: number;
  metricsPort: number;
  /** Ends in order; says whether every request was answered in time. */
  stop(): Promise<boolean>;
}

/** Starts a service: its public side, and metrics on a port of their own. */
export async function startService(
  options: ServiceOptions,
): Promise<RunningService> {
  const { name, config } = options;
  const log = createLog({
    service: name,
    level: config.LOG_LEVEL,
    destination: options.logDestination,
  });
  const metrics = Metrics.create({ service: name });
  const health = Health.create({
    checks: options.checks,
    deadlineMs: options.checkDeadlineMs,
  });
  const routes = options.routes({ log, metrics });
  const app = createApp({
    config,
    log,
    metrics,
    health,
    routes,
    tokens: options.tokens,
  });
  const timeouts = {
    headersTimeoutMs: config.HEADERS_TIMEOUT_SECONDS * 1000,
    requestTimeoutMs: config.REQUEST_TIMEOUT_SECONDS * 1000,
  };
  const metricsServer = await listen({
    ...timeouts,
    host: config.METRICS_HOST,
    port: config.METRICS_PORT,
    listener: metricsListener(metrics),
  });
  const server = await listen({
    ...timeouts,
    host: config.HOST,
    port: config.PORT,
    listener: app,
  }).catch(error => {
    metricsServer.close();
    throw error;
  });

  const end = async (): Promise<boolean> => {
    const deadline = performance.now() + config.SHUTDOWN_SECONDS * 1000;
    const left = () => Math.max(0, deadline - performance.now());
    health.stop();
    log.info('stopping');
    await sleep(Math.min(config.SHUTDOWN_DELAY_SECONDS * 1000, left()));
    const drained = await drain(server, left());
    const closed = await closeAll(options.onStop, left(), log);
    await drain(metricsServer, 0);
    log.info({ drained, closed }, 'stopped');
    return drained && closed;
  };
  let ended: Promise<boolean> | undefined;
  const stop = () => (ended ??= end());
  if (options.handleSignals ?? true) endOnSignals({ stop, log });
  const ports = {
    port: portOf(server),
    metricsPort: portOf(metricsServer),
  };
  log.info(ports, 'started');
  return { ...ports, log, metrics, stop };
}

async function closeAll(
  onStop: (() => Promise<void>) | undefined,
  ms: number,
  log: Log,
): Promise<boolean> {
  if (!onStop) return true;
  const giveUp = new AbortController();
  const late = sleep(ms, false, { signal: giveUp.signal }).catch(() => false);
  const closed = onStop().then(
    () => true,
    error => {
      log.error({ err: error }, 'Something could not be closed');
      return false;
    },
  );
  return Promise.race([closed, late]).finally(() => giveUp.abort());
}

function metricsListener({ registry }: Metrics): RequestListener {
  return async (request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    const text = await registry.metrics();
    response.writeHead(200, { 'Content-Type': registry.contentType }).end(text);
  };
}
