import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { Accounts, type Account } from './api/Accounts';
import { API_RESOURCES, METRICS_GROUP } from './api/apiResources';
import { createHandler } from './api/createHandler';
import { Watches } from './api/Watches';
import { Cluster } from './cluster/Cluster';
import {
  readProcUsage,
  UsageSampler,
  type ReadUsage,
} from './cluster/UsageSampler';
import type { WorkloadSource } from './Workload';

/** How the emulator is started. */
export interface KubernetesEmulatorOptions {
  /** What really runs. */
  source: WorkloadSource;
  /** 0 takes a free one. */
  port: number;
  /** The token of the portal, which may read everything but Secrets. */
  token: string;
  /** Further accounts, which may be kept from kinds and namespaces. */
  accounts?: readonly Account[];
  /** Default: `shop`. */
  namespace?: string;
  clock?: () => Date;
  /** Default: /proc; without it nothing is measured, as without a metrics server. */
  readUsage?: ReadUsage;
  /** Default: 15, as a metrics server has it. */
  sampleEverySeconds?: number;
  onFault?(error: unknown): void;
}

/** A running emulator. */
export interface KubernetesEmulator {
  /** `http://127.0.0.1:<port>`. */
  url: string;
  port: number;
  stop(): Promise<void>;
}

const PORTAL = 'system:serviceaccount:portico:portal';
const HOST = '127.0.0.1';
const MIN_TOKEN_LENGTH = 8;
/** How often those who watch hear of what no source told. */
const LOOK_EVERY_MS = 1_000;

/** Starts a server that shows what runs on this machine as a Kubernetes cluster. */
export async function startKubernetesEmulator(
  options: KubernetesEmulatorOptions,
): Promise<KubernetesEmulator> {
  const accounts = readAccounts(options);
  const clock = options.clock ?? (() => new Date());
  const onFault = options.onFault ?? (() => {});
  const read = options.readUsage ?? readProcUsage;
  const usage = new UsageSampler({ read, clock });
  const { source, namespace = 'shop' } = options;
  const cluster = new Cluster({ source, usage, namespace, clock });
  const measured = (await read(process.pid)) !== undefined;
  const watches = new Watches();
  const stopped = new AbortController();
  let address = '';
  const server = createServer(
    {
      requestTimeout: 30_000,
      headersTimeout: 20_000,
      keepAliveTimeout: 65_000,
    },
    createHandler({
      cluster,
      accounts,
      watches,
      resources: API_RESOURCES.filter(
        ({ group }) => measured || group !== METRICS_GROUP,
      ),
      address: () => address,
      onFault,
      signal: stopped.signal,
    }),
  );
  const port = await listen(server, options.port);
  address = `${HOST}:${port}`;
  const look = () => {
    try {
      watches.tell(cluster.refresh());
    } catch (error) {
      onFault(error);
    }
  };
  const sample = () => {
    usage.sample(cluster.pids()).catch(onFault);
  };
  look();
  sample();
  const timers = [
    setInterval(look, LOOK_EVERY_MS),
    setInterval(sample, (options.sampleEverySeconds ?? 15) * 1000),
  ];
  const forget = source.onChange?.(look);
  return {
    url: `http://${address}`,
    port,
    stop: async () => {
      timers.forEach(clearInterval);
      forget?.();
      stopped.abort();
      watches.close();
      await close(server);
    },
  };
}

function readAccounts(options: KubernetesEmulatorOptions): Accounts {
  const accounts = [
    { user: PORTAL, token: options.token },
    ...(options.accounts ?? []),
  ];
  for (const { user, token } of accounts) {
    if (token.length < MIN_TOKEN_LENGTH || /\s/.test(token)) {
      throw new Error(
        `The token of ${user} is no good: give at least ${MIN_TOKEN_LENGTH} characters without spaces`,
      );
    }
  }
  return new Accounts(accounts);
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, HOST);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('The emulator listens on no port');
  }
  return address.port;
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
