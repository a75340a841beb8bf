import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { stringify } from 'yaml';
import type { DataFolder } from '../../data/DataFolder';
import { PortalClient } from '../../portal/PortalClient';
import { launchPortal } from '../../portal/startPortal';
import type { ProcessRegistry } from '../../process/ProcessRegistry';
import { RotatingLog } from '../../process/RotatingLog';
import { lastReadableLines } from '../../terminal/readableLines';

/** What a portal of a chaos run needs. */
export interface PortalProcessOptions {
  /** Tells it from other portals of the run, in names of files. */
  name: string;
  url: string;
  data: DataFolder;
  registry: ProcessRegistry;
  /** The files of its configuration, apart from what a case adds. */
  configs: string[];
  signal: AbortSignal;
}

const GRACE_MS = 5_000;

/** One portal, which a case starts and kills; nobody starts it again by itself. */
export class PortalProcess {
  readonly url: string;
  readonly client: PortalClient;
  readonly #options: PortalProcessOptions;
  readonly #log: RotatingLog;
  #child: ChildProcess | undefined;

  constructor(options: PortalProcessOptions) {
    this.#options = options;
    this.url = options.url;
    this.client = new PortalClient(options.url);
    this.#log = new RotatingLog(options.data.logFile(options.name), {
      maxBytes: 20 * 1024 * 1024,
    });
  }

  get running(): boolean {
    return this.#child !== undefined;
  }

  /** The number of its process. */
  get pid(): number {
    if (!this.#child?.pid) {
      throw new Error(`The ${this.#options.name} does not run`);
    }
    return this.#child.pid;
  }

  /** Starts it with more configuration, and waits until it answers. */
  async start(more: object = {}): Promise<void> {
    const { name, data, registry, configs, signal } = this.#options;
    const overlay = `app-config.${name}.yaml`;
    await data.write(overlay, stringify(more));
    const child = launchPortal({
      app: data.file('app'),
      configs: [...configs, data.file(overlay)],
      temporary: data.temporary,
    });
    this.#child = child;
    child.stdout?.on('data', chunk => this.#log.write(chunk));
    child.stderr?.on('data', chunk => this.#log.write(chunk));
    child.once('exit', () => {
      if (this.#child === child) {
        this.#child = undefined;
      }
    });
    if (child.pid) {
      await registry.record(name, child.pid, {
        stopSignal: 'SIGTERM',
        graceMs: GRACE_MS,
      });
    }
    const given = new AbortController();
    const ended = once(child, 'exit', { signal: given.signal }).then(
      async () => {
        const tail = await lastReadableLines(this.#log.file, 8);
        throw new Error(`The ${name} did not start:\n${tail.join('\n')}`);
      },
    );
    ended.catch(() => undefined);
    try {
      await Promise.race([
        ended,
        this.client.waitUntilServed(AbortSignal.any([signal, given.signal])),
      ]);
    } finally {
      given.abort();
    }
  }

  /** Ends it without a warning, as a lost machine would. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Ends it as an orchestrator does. */
  async stop(): Promise<void> {
    const late = setTimeout(() => this.#signal('SIGKILL'), GRACE_MS);
    await this.#end('SIGTERM');
    clearTimeout(late);
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (!child) {
      return;
    }
    const exited = once(child, 'exit');
    this.#signal(signal);
    await exited;
    await this.#options.registry.forget(this.#options.name);
  }

  #signal(signal: NodeJS.Signals): void {
    if (this.#child?.pid) {
      process.kill(-this.#child.pid, signal);
    }
  }
}
