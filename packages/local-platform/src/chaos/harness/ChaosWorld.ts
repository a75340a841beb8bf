import { mkdir } from 'node:fs/promises';
import { stringify } from 'yaml';
import { DataFolder } from '../../data/DataFolder';
import { ensureSecrets, type Secrets } from '../../data/secrets';
import { startGitHost } from '../../gitHost/startGitHost';
import { PLATFORM_FILE } from '../../platform/PlatformFile';
import { portalUrl, renderRunConfig } from '../../portal/runConfig';
import { RUN_CONFIG_FILE } from '../../portal/startPortal';
import type { PostgresConnection } from '../../postgres/EmbeddedPostgres';
import { startPostgres } from '../../postgres/startPostgres';
import { ProcessRegistry } from '../../process/ProcessRegistry';
import { Supervisor } from '../../process/Supervisor';
import type { Checkout } from '../../terminal/checkout';
import type { Reporter } from '../../terminal/Reporter';
import { chaosConfig, drawPorts, type WorldPorts } from './chaosConfig';
import { Database } from './Database';
import { stretchPatience, timed } from './eventually';
import { GitGate } from './GitGate';
import { GitHostView } from './GitHostView';
import { HookRelay } from './HookRelay';
import { Person } from './Person';
import { PortalProcess } from './PortalProcess';
import { SpecBook } from './SpecBook';

/** What a world is made of. */
export interface WorldOptions {
  checkout: Checkout;
  data: DataFolder;
  /** Of the first portal; the second has the next one. */
  port: number;
  reporter: Reporter;
  signal: AbortSignal;
  /** Puts the built portal into the data folder. */
  unpack(target: string): Promise<void>;
}

const CHAOS_CONFIG_FILE = 'app-config.chaos.yaml';
const SEEDED = ['user:default/ada', 'component:default/order-service'];

/** A whole Portico that may be broken in any way: its processes, and what stands between them. */
export class ChaosWorld {
  readonly ada = new Person('ada');
  readonly grace = new Person('grace');
  readonly margaret = new Person('margaret');
  readonly specs = new SpecBook();
  readonly data: DataFolder;
  readonly secrets: Secrets;
  readonly ports: WorldPorts;
  readonly gate: GitGate;
  readonly hooks: HookRelay;
  readonly git: GitHostView;
  /** The first portal. */
  readonly a: PortalProcess;
  /** The second one, on the same database; it runs where a case starts it. */
  readonly b: PortalProcess;
  readonly signal: AbortSignal;
  readonly #options: WorldOptions;
  readonly #supervisor: Supervisor;
  readonly #registry: ProcessRegistry;
  #database: Database | undefined;
  #connection: PostgresConnection | undefined;

  private constructor(
    options: WorldOptions,
    secrets: Secrets,
    ports: WorldPorts,
  ) {
    const { data, reporter, signal } = options;
    this.#options = options;
    this.data = data;
    this.secrets = secrets;
    this.ports = ports;
    this.signal = signal;
    this.#supervisor = new Supervisor(reporter);
    this.#registry = new ProcessRegistry(data);
    this.gate = new GitGate(ports.gitHost);
    this.hooks = new HookRelay(portalUrl(ports.portals[0]));
    this.git = new GitHostView(
      `http://localhost:${ports.gitHost}`,
      secrets.gitHostToken,
    );
    this.a = this.#portal('portal-a', ports.portals[0]);
    this.b = this.#portal('portal-b', ports.portals[1]);
  }

  /** Starts everything but the second portal. */
  static async create(options: WorldOptions): Promise<ChaosWorld> {
    const { data, port } = options;
    await data.create();
    await data.emptyTemporary();
    const world = new ChaosWorld(
      options,
      await ensureSecrets(data),
      await drawPorts(port),
    );
    try {
      await world.#start();
      return world;
    } catch (error) {
      await world.destroy();
      throw error;
    }
  }

  get database(): Database {
    if (!this.#database) {
      throw new Error('The database does not run yet');
    }
    return this.#database;
  }

  /** Configuration for the second portal, beside that of both. */
  get second(): object {
    return { backend: { listen: { port: this.ports.portals[1] } } };
  }

  /** Undoes what a case did, so that the next one finds a portal that is well. */
  async restore(): Promise<void> {
    this.gate.release();
    this.hooks.mode = 'pass';
    this.hooks.target = this.a.url;
    await this.git.clearFaults();
    await this.git.requireCheck(undefined);
    await this.gate.close();
    await this.gate.open(this.ports.gate);
    await this.b.stop();
    if (!this.a.running) {
      await this.a.start();
    }
  }

  /** Starts the first portal afresh, with more configuration. */
  async restart(more: object = {}): Promise<void> {
    await this.a.stop();
    await this.a.start(more);
  }

  /** Ends every process; nothing of the run stays. */
  async destroy(): Promise<void> {
    await this.a.kill();
    await this.b.kill();
    this.gate.release();
    await this.gate.close();
    await this.hooks.close();
    await this.#supervisor.stop();
  }

  async #start(): Promise<void> {
    const { reporter, unpack, signal } = this.#options;
    await unpack(this.data.file('app'));
    signal.throwIfAborted();
    this.#connection = await startPostgres({
      ...this.#parts,
      root: this.#options.checkout.root,
      port: this.ports.postgres,
      password: this.secrets.postgresPassword,
    });
    this.#database = new Database(this.#connection);
    await this.gate.open(this.ports.gate);
    await this.hooks.open(this.ports.hooks);
    await startGitHost({
      ...this.#parts,
      checkout: this.#options.checkout,
      // Webhooks go to the relay, which hands them on.
      port: this.ports.hooks,
      ports: { gitHost: this.ports.gitHost },
      secrets: this.secrets,
      onState: () => undefined,
    });
    await this.#configure();
    signal.throwIfAborted();
    const { ms } = await timed(() => this.a.start());
    const factor = stretchPatience(ms / 1000);
    reporter.info(
      `The portal answers after ${(ms / 1000).toFixed(1)} s; limits are ${
        factor === 1 ? 'as told' : `${factor.toFixed(1)} times as long`
      }`,
    );
    await this.a.client.waitForEntities(SEEDED, signal);
  }

  get #parts() {
    return {
      data: this.data,
      supervisor: this.#supervisor,
      registry: this.#registry,
      reporter: this.#options.reporter,
    };
  }

  #portal(name: string, port: number): PortalProcess {
    const { checkout, data, signal } = this.#options;
    return new PortalProcess({
      name,
      url: portalUrl(port),
      data,
      registry: this.#registry,
      signal,
      configs: [
        `${checkout.root}/app-config.yaml`,
        data.file(RUN_CONFIG_FILE),
        data.file(CHAOS_CONFIG_FILE),
      ],
    });
  }

  /** The launcher's own configuration, with the gate in front of the Git host. */
  async #configure(): Promise<void> {
    const { data, ports, secrets } = this;
    if (!this.#connection) {
      throw new Error('The database comes first');
    }
    await mkdir(data.file('keys'), { recursive: true });
    await data.writeJson(PLATFORM_FILE, { items: [] });
    await data.write(
      RUN_CONFIG_FILE,
      renderRunConfig({
        portalPort: ports.portals[0],
        gitHostPort: ports.gitHost,
        database: this.#connection,
        secrets,
        platformFile: data.file(PLATFORM_FILE),
        samples: true,
      }),
    );
    const config = chaosConfig(ports, secrets);
    await data.write(CHAOS_CONFIG_FILE, stringify(config));
  }
}
