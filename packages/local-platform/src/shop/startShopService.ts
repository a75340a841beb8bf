import { sourceOf } from '../platform/PlatformFile';
import { ManagedProcess, type ProcessState } from '../process/ManagedProcess';
import { RotatingLog } from '../process/RotatingLog';
import { serviceBundle } from './buildServices';
import { FaultSwitch } from './FaultSwitch';
import { untilOk } from '../system/probes';
import { Readiness } from './Readiness';
import { serviceEnvironment, urlOf } from './serviceEnvironment';
import type { ServiceName } from './services';
import { serviceVersion } from './serviceVersion';
import { launchSupervised } from '../system/launchProgram';
import { shopPorts, type StartShopOptions } from './startShop';

// Longer than the 25 s in which a service ends by itself would be longer than anybody waits.
const GRACE_MS = 10_000;

/** A service that runs, and what is known of it. */
export interface RunningService {
  name: ServiceName;
  /** Its name in the catalog, such as `order-service`. */
  component: string;
  version: string;
  createdAt: Date;
  ports: { public: number; metrics: number; admin: number };
  environment: Record<string, string>;
  process: ManagedProcess;
  readiness: Readiness;
  logFile: string;
}

/** Starts one service and keeps it running. */
export async function startShopService(
  name: ServiceName,
  options: StartShopOptions,
): Promise<RunningService> {
  const { checkout, data, registry, reporter, platform } = options;
  const ports = shopPorts(options.ports);
  const component = `${name}-service`;
  const url = `${urlOf(ports, name)}/health/readiness`;
  const environment = {
    LOG_LEVEL: 'info',
    // The traffic says for whom it comes, as a load balancer does.
    TRUST_PROXY: '127.0.0.1/32',
    // A load test comes from this machine alone.
    RATE_LIMIT_ALLOW: '127.0.0.1/32',
    ...serviceEnvironment(name, {
      ports,
      secrets: options.secrets.shop,
      databaseServer: options.databaseServer,
      redisUrl:
        options.redisUrl ??
        (options.redis && `redis://127.0.0.1:${ports.redis}`),
    }),
  };
  const faults = new FaultSwitch(data, {
    service: name,
    adminPort: ports.services[name].admin,
  });
  await faults.forget();
  const readiness = new Readiness(url);
  const description = {
    id: component,
    title: component,
    origin: 'live',
    about: `On 127.0.0.1:${ports.services[name].public}`,
  } as const;
  const tell = (state: ProcessState) => {
    if (state.state === 'starting') readiness.forget();
    options.onChange?.();
    const status = sourceOf(description, state);
    const busy = state.state === 'running' && readiness.unready;
    platform.set(
      busy
        ? {
            ...status,
            state: 'degraded',
            reason: 'It runs, but is not ready for requests',
            since: readiness.since?.toISOString() ?? null,
          }
        : status,
    );
  };
  const log = new RotatingLog(data.logFile(component));
  const managed = new ManagedProcess({
    name: component,
    title: component,
    launch: async () =>
      launchSupervised(
        process.execPath,
        [serviceBundle(checkout.root, name)],
        environment,
      ),
    ready: async signal => {
      await untilOk(url, signal);
      await faults.restore();
    },
    stopSignal: 'SIGTERM',
    graceMs: GRACE_MS,
    log,
    registry,
    reporter,
    onState: tell,
  });
  const createdAt = new Date();
  await options.supervisor.start(managed);
  void readiness.watch(() => tell(managed.state), {
    signal: options.signal,
    runs: () => managed.runs.pid !== undefined,
  });
  return {
    name,
    component,
    version: await serviceVersion(checkout.root, name),
    createdAt,
    ports: ports.services[name],
    environment,
    process: managed,
    readiness,
    logFile: log.file,
  };
}
