import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServiceName } from '../../shop/services';
import type { ShopWorld } from '../../shop/ShopWorld';

/** The clock of one service, which a file sets; the one that only goes forward stays right, as it does when a machine's clock is set. */
export class ServiceClock {
  readonly #world: ShopWorld;
  readonly #name: ServiceName;
  readonly #library: string;
  readonly #file: string;

  constructor(world: ShopWorld, name: ServiceName, library: string) {
    this.#world = world;
    this.#name = name;
    this.#library = library;
    this.#file = join(world.folder, `clock-${name}`);
  }

  /** Starts the service anew with a clock that is wrong by so much, like `+10m`. */
  async start(by: string, more: Record<string, string> = {}): Promise<void> {
    await this.set(by);
    await this.#restart({
      LD_PRELOAD: this.#library,
      FAKETIME_TIMESTAMP_FILE: this.#file,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      DONT_FAKE_MONOTONIC: '1',
      ...more,
    });
  }

  async set(by: string): Promise<void> {
    await writeFile(this.#file, by);
  }

  /** Starts the service anew with the right clock. */
  async mend(): Promise<void> {
    await this.#restart({});
  }

  async #restart(more: Record<string, string>): Promise<void> {
    const service = this.#world.services[this.#name];
    await service.end('SIGTERM');
    await service.start(more);
  }
}

/** Debian keeps it in a folder of the machine's architecture; the one for many threads. */
export async function findFaketime(): Promise<string | undefined> {
  const name = join('faketime', 'libfaketimeMT.so.1');
  const folders = await readdir('/usr/lib').catch(() => []);
  for (const folder of ['', ...folders]) {
    const file = join('/usr/lib', folder, name);
    const found = await stat(file).catch(() => undefined);
    if (found) return file;
  }
  return undefined;
}
