import type { RequestListener, Server } from 'node:http';
import type { DestinationStream } from 'pino';
import type { TokenVerifier } from './auth/TokenVerifier';
import type { ServiceConfig } from './config/serviceSettings';
import { endInOrder } from './endInOrder';
import { createAdminApp } from './faults/createAdminApp';
import { Faults } from './faults/Faults';
import { Health, type HealthCheck } from './health/Health';
import { createApp } from './http/createApp';
import { listen, portOf } from './http/listen';
import type { Route } from './http/Route';
import { createLog, type Log } from './log/createLog';
import { Metrics } from './metrics/Metrics';
import { metricsListener } from './metrics/metricsListener';
import { EventLoopWatch } from './overload/EventLoopWatch';
import { LoadShedder } from './overload/LoadShedder';
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
  /** The log and the metrics, where something needed them before; see `createTools`. */
  tools?: ServiceTools;
  /** Whether SIGTERM and SIGINT end the process; true where nothing is said. */
  handleSignals?: boolean;
  logDestination?: DestinationStream;
}

/** A service that runs. */
export interface RunningService extends ServiceTools {
  port: number;
  metricsPort: number;
  /** Where faults are switched, if ADMIN_PORT is set. */
  adminPort?: number;
  /** How many requests are under way. */
  inFlight(): number;
  /** Ends in order; says whether every request was answered in time. */
  stop(): Promise<boolean>;
}

/** Makes the log and the metrics of a service, for what is there before it listens. */
export function createTools(
  options: Pick<ServiceOptions, 'name' | 'config' | 'logDestination'>,
): ServiceTools {
  const { name, config, logDestination } = options;
  return {
    log: createLog({
      service: name,
      level: config.LOG_LEVEL,
      destination: logDestination,
    }),
    metrics: Metrics.create({ service: name }),
  };
}

/** Starts a service: its public side, metrics on a port of their own, and the fault switches where they are asked for. */
export async function startService(
  options: ServiceOptions,
): Promise<RunningService> {
  const { config } = options;
  const { log, metrics } = options.tools ?? createTools(options);
  const health = Health.create({
    checks: options.checks,
    deadlineMs: options.checkDeadlineMs,
  });
  const faults = Faults.create();
  const routes = options.routes({ log, metrics });
  const { tokens, onStop } = options;
  const app = { config, log, metrics, health, faults, routes, tokens };
  const watch = EventLoopWatch.start();
  const shedder = LoadShedder.create({ config, routes, watch, metrics, log });
  const servers = await listenAll(config, {
    server: shedder.protect(createApp(app)),
    metrics: metricsListener(metrics),
    admin: createAdminApp({ log, faults, crash }),
  });
  const { server, others } = servers;
  let ended: Promise<boolean> | undefined;
  const end = { config, log, health, server, others, onStop };
  const stop = () => (ended ??= endInOrder(end).finally(() => watch.stop()));
  if (options.handleSignals ?? true) endOnSignals({ stop, log });
  log.info(servers.ports, 'started');
  const inFlight = () => shedder.inFlight;
  return { ...servers.ports, log, metrics, inFlight, stop };
}

/** Ends the process as a crash does: nothing is finished. */
function crash(): void {
  process.kill(process.pid, 'SIGKILL');
}

interface Listeners {
  server: RequestListener;
  metrics: RequestListener;
  admin: RequestListener;
}

/** Listens for everybody last, so that nobody is answered by half a service. */
async function listenAll(config: ServiceConfig, listeners: Listeners) {
  const opened: Server[] = [];
  const open = async (
    host: string,
    port: number,
    listener: RequestListener,
  ) => {
    const server = await listen({
      host,
      port,
      listener,
      headersTimeoutMs: config.HEADERS_TIMEOUT_SECONDS * 1000,
      requestTimeoutMs: config.REQUEST_TIMEOUT_SECONDS * 1000,
    });
    opened.push(server);
    return portOf(server);
  };
  try {
    const metricsPort = await open(
      config.METRICS_HOST,
      config.METRICS_PORT,
      listeners.metrics,
    );
    const admin = config.ADMIN_PORT !== undefined && {
      adminPort: await open(
        config.ADMIN_HOST,
        config.ADMIN_PORT,
        listeners.admin,
      ),
    };
    const port = await open(config.HOST, config.PORT, listeners.server);
    const [server, ...others] = [...opened].reverse();
    return { server, others, ports: { port, metricsPort, ...admin } };
  } catch (error) {
    for (const server of opened) server.close();
    throw error;
  }
}
