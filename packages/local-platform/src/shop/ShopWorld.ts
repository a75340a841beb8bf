import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drawFreePort } from '../data/freePort';
import { connectionUrl, EmbeddedPostgres } from '../postgres/EmbeddedPostgres';
import { findProgram } from '../system/execute';
import { buildServices, providerBundle, serviceBundle } from './buildServices';
import { cloudProgram, describeCloud } from './cloud';
import {
  CLOUD_FILE,
  cloudProgramEnvironment,
  providerEnvironment,
  redisArguments,
} from './farEnds';
import { isOk, takesConnections } from '../system/probes';
import { seedProducts } from './seedProducts';
import { ShopDatabase } from './ShopDatabase';
import {
  drawShopPorts,
  serviceEnvironment,
  urlOf,
  type ShopPorts,
} from './serviceEnvironment';
import { CONSUMERS, queueOf, SERVICES, type ServiceName } from './services';
import { ShopProcess } from './ShopProcess';
import { launchProgram } from '../system/launchProgram';
import { drawShopSecrets, type ShopSecrets } from './shopSecrets';

/** What a shop of its own is made of. */
export interface ShopWorldOptions {
  root: string;
  signal: AbortSignal;
  /** More environment for every service. */
  environment?: Record<string, string>;
}

/** The whole shop in processes of its own, any of which may be killed: services, databases, queues and the provider of payments. */
export class ShopWorld {
  readonly folder: string;
  readonly ports: ShopPorts;
  readonly secrets: ShopSecrets = drawShopSecrets();
  readonly signal: AbortSignal;
  readonly services: Record<ServiceName, ShopProcess>;
  readonly postgres: ShopProcess;
  readonly cloud: ShopProcess;
  readonly provider: ShopProcess;
  /** Absent where this machine has no Redis. */
  readonly redis: ShopProcess | undefined;
  readonly #options: ShopWorldOptions;
  readonly #server: EmbeddedPostgres;

  private constructor(
    options: ShopWorldOptions,
    given: {
      folder: string;
      ports: ShopPorts;
      server: EmbeddedPostgres;
      redis: string | undefined;
    },
  ) {
    this.#options = options;
    this.signal = options.signal;
    this.folder = given.folder;
    this.ports = given.ports;
    this.#server = given.server;
    this.postgres = new ShopProcess({
      name: 'postgres',
      logFile: this.#logFile('postgres'),
      launch: () => given.server.launch(),
      answers: () =>
        given.server.ready(AbortSignal.timeout(500)).then(
          () => true,
          () => false,
        ),
    });
    this.redis = given.redis
      ? this.#process('redis', given.ports.redis, more =>
          launchProgram(
            given.redis ?? '',
            redisArguments(given.ports.redis),
            more,
          ),
        )
      : undefined;
    this.cloud = this.#process('cloud', given.ports.cloud, more =>
      launchProgram(process.execPath, [cloudProgram(options.root)], {
        ...cloudProgramEnvironment(given.ports.cloud, given.folder),
        ...more,
      }),
    );
    this.provider = this.#process('provider', given.ports.provider, more =>
      launchProgram(process.execPath, [providerBundle(options.root)], {
        ...providerEnvironment(
          given.ports.provider,
          given.folder,
          this.secrets,
        ),
        ...more,
      }),
    );
    this.services = Object.fromEntries(
      SERVICES.map(name => [name, this.#service(name)]),
    ) as Record<ServiceName, ShopProcess>;
  }

  /** Builds what is stale and starts everything. */
  static async create(options: ShopWorldOptions): Promise<ShopWorld> {
    await buildServices(options.root);
    const folder = await mkdtemp(join(tmpdir(), 'portico-shop-'));
    await chmod(folder, 0o711);
    await mkdir(join(folder, 'logs'));
    const ports = await drawShopPorts(drawFreePort);
    const server = await EmbeddedPostgres.prepare({
      root: options.root,
      folder: join(folder, 'postgres'),
      port: ports.postgres,
      password: 'portico',
      database: 'portico',
    });
    const redis = await findProgram('redis-server');
    const world = new ShopWorld(options, { folder, ports, server, redis });
    try {
      await world.#start();
      return world;
    } catch (error) {
      await world.destroy();
      throw error;
    }
  }

  /** The database of a service, for what no route tells. */
  database(name: ServiceName): ShopDatabase {
    return ShopDatabase.of(this.#databaseServer, name);
  }

  url(name: ServiceName): string {
    return urlOf(this.ports, name);
  }

  get #databaseServer(): string {
    return connectionUrl(this.#server.connection);
  }

  /** The environment of a service, for a second process of it. */
  environment(name: ServiceName): Record<string, string> {
    return {
      RATE_LIMIT: '1000000',
      LOG_LEVEL: 'info',
      ...serviceEnvironment(name, {
        ports: this.ports,
        secrets: this.secrets,
        databaseServer: this.#databaseServer,
        redisUrl: this.redis && `redis://127.0.0.1:${this.ports.redis}`,
      }),
      ...this.#options.environment,
    };
  }

  /** Starts what a case left dead or standing still. */
  async restore(): Promise<void> {
    const parts = [
      ...[this.postgres, this.redis, this.cloud, this.provider],
      ...Object.values(this.services),
    ];
    for (const part of parts) {
      if (part && !part.running) await part.start();
    }
    await Promise.all(
      Object.values(this.services).map(part => part.untilAnswers()),
    );
  }

  /** Ends everything, and removes its data unless somebody wants to look at it. */
  async destroy({ keep = false } = {}): Promise<void> {
    const parts = [
      ...Object.values(this.services),
      ...[this.provider, this.cloud, this.redis, this.postgres],
    ];
    await Promise.all(
      parts.map(async part => {
        if (part?.running) part.signal('SIGCONT');
        await part?.end();
      }),
    );
    if (!keep) await rm(this.folder, { recursive: true, force: true });
  }

  async #start(): Promise<void> {
    await this.postgres.start();
    for (const name of SERVICES) await this.database(name).create();
    await writeFile(
      join(this.folder, CLOUD_FILE),
      JSON.stringify(describeCloud(CONSUMERS.map(queueOf))),
    );
    await this.redis?.start();
    await this.cloud.start();
    await this.provider.start();
    await Promise.all(SERVICES.map(name => this.services[name].start()));
    await seedProducts(this.#options.root, this.environment('product'));
  }

  #service(name: ServiceName): ShopProcess {
    const url = `${urlOf(this.ports, name)}/health/readiness`;
    return new ShopProcess({
      name: `${name}-service`,
      logFile: this.#logFile(name),
      launch: more =>
        launchProgram(
          process.execPath,
          [serviceBundle(this.#options.root, name)],
          { ...this.environment(name), ...more },
        ),
      answers: () => isOk(url),
    });
  }

  #process(
    name: string,
    port: number,
    launch: (more: Record<string, string>) => ReturnType<typeof launchProgram>,
  ): ShopProcess {
    return new ShopProcess({
      name,
      logFile: this.#logFile(name),
      launch,
      answers: () => takesConnections(port),
    });
  }

  #logFile(name: string): string {
    return join(this.folder, 'logs', `${name}.log`);
  }
}
