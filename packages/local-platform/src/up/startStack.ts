import {
  ensurePorts,
  PORT_NAMES,
  redrawPort,
  type InternalPorts,
  type PortName,
} from '../data/ports';
import type { DataFolder } from '../data/DataFolder';
import { isPortFree } from '../data/freePort';
import { describePortHolder } from '../data/portHolder';
import { ensureSecrets, type Secrets } from '../data/secrets';
import { startGitHost } from '../gitHost/startGitHost';
import { PlatformFile, sourceOf } from '../platform/PlatformFile';
import { useGiven } from '../platform/useGiven';
import { prepareInChild } from '../portal/prepareInChild';
import { portalUrl, renderRunConfig } from '../portal/runConfig';
import { RUN_CONFIG_FILE, startPortal } from '../portal/startPortal';
import type { PostgresConnection } from '../postgres/EmbeddedPostgres';
import {
  describeDatabase,
  requireDatabase,
} from '../postgres/externalDatabase';
import { startPostgres } from '../postgres/startPostgres';
import { identify } from '../process/ProcessIdentity';
import { ProcessRegistry } from '../process/ProcessRegistry';
import type { Supervisor } from '../process/Supervisor';
import { reportStarts } from '../shop/reportStarts';
import type { Checkout } from '../terminal/checkout';
import { LauncherError } from '../terminal/LauncherError';
import type { Reporter } from '../terminal/Reporter';
import { bringShop, type Shop } from './bringShop';
import { checkGivenFarEnds, type GivenFarEnds } from './givenFarEnds';
import { requirePort } from './preflight';
import { writeRun, type Run } from './RunFile';

/** Entities that only a catalog that was read from the Git host holds. */
const SEEDED = ['user:default/ada', 'component:default/order-service'];

const POSTGRES = {
  id: 'postgresql',
  title: 'PostgreSQL',
  origin: 'live',
} as const;

/** What a start needs to know. */
export interface StackOptions extends GivenFarEnds {
  checkout: Checkout;
  data: DataFolder;
  port: number;
  /** Visits a minute; 0 for no traffic. */
  traffic: number;
  /** Whether environments that are not here are invented. */
  samples: boolean;
  supervisor: Supervisor;
  reporter: Reporter;
  signal: AbortSignal;
}

/** Everything of a start that its parts share. */
export interface Parts extends StackOptions {
  secrets: Secrets;
  ports: InternalPorts;
  registry: ProcessRegistry;
  platform: PlatformFile;
}

/** Starts all of a stack, in order, until every part answers. */
export async function startStack(options: StackOptions): Promise<Run> {
  const { data, reporter, signal } = options;
  await sweep(data, reporter);
  await data.emptyTemporary();
  await requirePort(options.port, data.path);
  checkGivenFarEnds(options);
  if (options.databaseUrl) {
    await requireDatabase(options.databaseUrl);
  }
  const parts: Parts = {
    ...options,
    secrets: await ensureSecrets(data),
    ports: await claimPorts(options),
    registry: new ProcessRegistry(data),
    platform: new PlatformFile(data),
  };
  await bringPortal(parts);
  signal.throwIfAborted();
  const database = await bringDatabase(parts);
  signal.throwIfAborted();
  const [shop] = await Promise.all([
    bringShop(parts, database),
    bringGitHost(parts).then(() => servePortal(parts, database)),
  ]);
  // Nobody waits for it: the catalog takes a while to bring all services.
  void reportStarts({
    ...parts,
    services: shop.services,
    portalUrl: portalUrl(parts.port),
    token: parts.secrets.ciToken,
  });
  return announce(parts, shop);
}

/** Ends what a supervisor that was killed left running. */
async function sweep(data: DataFolder, reporter: Reporter): Promise<void> {
  const stopped = await ProcessRegistry.stopLeftovers(data);
  if (stopped.length > 0) {
    reporter.info(`Stopped what an earlier run left: ${stopped.join(', ')}`);
  }
}

async function claimPorts(options: StackOptions): Promise<InternalPorts> {
  const { data, port } = options;
  const ports = await ensurePorts(data, port);
  if (!(await isPortFree(ports.gitHost))) {
    const holder = await describePortHolder(ports.gitHost);
    throw new LauncherError(
      `Port ${ports.gitHost}, where the Git host of ${data.path} has its addresses, is taken by ${holder}`,
      {
        fix: 'end that process, or start afresh in another folder with --data',
      },
    );
  }
  return moveTakenPorts(options, ports);
}

/** Everything else may move: nothing outside the run refers to it. */
async function moveTakenPorts(
  options: StackOptions,
  drawn: InternalPorts,
): Promise<InternalPorts> {
  const { data, port, reporter } = options;
  const fixed: PortName[] = [
    'gitHost',
    ...(options.databaseUrl ? (['postgres'] as const) : []),
    ...(options.redisUrl ? (['redis'] as const) : []),
    ...(options.prometheusUrl ? (['prometheus', 'alertmanager'] as const) : []),
  ];
  let ports = drawn;
  for (const name of PORT_NAMES) {
    if (!fixed.includes(name) && !(await isPortFree(ports[name]))) {
      const taken = ports[name];
      const holder = await describePortHolder(taken);
      ports = await redrawPort(data, { ports, name, portalPort: port });
      reporter.info(
        `Port ${taken} is taken by ${holder}; ${name} moves to ${ports[name]}`,
      );
    }
  }
  return ports;
}

async function bringPortal(parts: Parts): Promise<void> {
  await prepareInChild({ ...parts, target: parts.data.file('app') });
  parts.reporter.info('The portal is built');
}

async function bringDatabase(
  parts: Parts,
): Promise<PostgresConnection | string> {
  const { databaseUrl, checkout, ports, secrets, platform, reporter } = parts;
  if (databaseUrl) {
    await useGiven(
      {
        source: POSTGRES,
        variable: 'DATABASE_URL',
        place: describeDatabase(databaseUrl),
        ask: () => requireDatabase(databaseUrl),
      },
      parts,
    );
    return databaseUrl;
  }
  const about = `Embedded, on 127.0.0.1:${ports.postgres}`;
  const connection = await startPostgres({
    ...parts,
    root: checkout.root,
    port: ports.postgres,
    password: secrets.postgresPassword,
    onState: state => platform.set(sourceOf({ ...POSTGRES, about }, state)),
  });
  reporter.info(`PostgreSQL answers on 127.0.0.1:${ports.postgres}`);
  return connection;
}

async function bringGitHost(parts: Parts): Promise<void> {
  const { platform, ports, reporter } = parts;
  const about = `An emulator with real Git behind it, on localhost:${ports.gitHost}`;
  const source = { id: 'git-host', title: 'Git host', about };
  await startGitHost({
    ...parts,
    onState: state =>
      platform.set(sourceOf({ ...source, origin: 'emulated' }, state)),
  });
  reporter.info(
    `The Git host answers on localhost:${ports.gitHost} (emulated)`,
  );
}

async function servePortal(
  parts: Parts,
  database: PostgresConnection | string,
): Promise<void> {
  const { checkout, data, port, ports, secrets, platform, reporter } = parts;
  const config = renderRunConfig({
    portalPort: port,
    gitHostPort: ports.gitHost,
    database,
    secrets,
    platformFile: platform.path,
    samples: parts.samples,
    kubernetes: {
      url: `http://127.0.0.1:${ports.kubernetes}`,
      token: secrets.kubernetesToken,
    },
  });
  await data.write(RUN_CONFIG_FILE, config);
  await platform.settled();
  platform.keepFresh(parts.signal);
  reporter.info('Starting the portal');
  const client = await startPortal({
    ...parts,
    root: checkout.root,
    url: portalUrl(port),
  });
  reporter.info('The portal answers; waiting for the catalog');
  await client.waitForEntities(SEEDED, parts.signal);
}

async function announce(parts: Parts, shop: Shop): Promise<Run> {
  const self = await identify(process.pid);
  if (!self) {
    throw new Error('This process cannot identify itself');
  }
  const { port, ports, databaseUrl, data } = parts;
  const run: Run = {
    ...self,
    url: portalUrl(port),
    ports: {
      portal: port,
      gitHost: ports.gitHost,
      postgres: databaseUrl ? null : ports.postgres,
      ...shop.ports,
    },
    given: [
      ...(parts.redisUrl ? ['redis' as const] : []),
      ...(parts.prometheusUrl ? ['prometheus' as const] : []),
    ],
  };
  await writeRun(data, run);
  return run;
}
