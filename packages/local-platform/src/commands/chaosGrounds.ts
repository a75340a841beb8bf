import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChaosCase, World } from '../chaos/Case';
import { ALL_CASES } from '../chaos/cases';
import { ChaosWorld } from '../chaos/harness/ChaosWorld';
import { SHOP_CASES } from '../chaos/shop/cases';
import { DataFolder } from '../data/DataFolder';
import { drawFreePort } from '../data/freePort';
import { prepareInChild } from '../portal/prepareInChild';
import { unpackPortal } from '../portal/unpackPortal';
import { ShopWorld } from '../shop/ShopWorld';
import { findCheckout } from '../terminal/checkout';
import { LauncherError } from '../terminal/LauncherError';
import type { Reporter } from '../terminal/Reporter';
import type { PortOption } from './options';

/** What `chaos` was asked for. */
export type ChaosOptions = Partial<PortOption> & {
  short?: boolean;
  only?: string[];
  /** Drawn where it is left out. */
  seed?: number;
  json?: boolean;
  keep?: boolean;
  data?: string;
  bundle?: string;
};

/** A world that runs, with where its logs are. */
export interface OpenWorld<W extends World> {
  world: W;
  logs: string;
  close(): Promise<void>;
}

/** Something that `chaos` breaks. */
export interface Ground<W extends World> {
  cases: readonly ChaosCase<W>[];
  open(
    options: ChaosOptions,
    reporter: Reporter,
    signal: AbortSignal,
  ): Promise<OpenWorld<W>>;
}

/** The portal, with its Git host and its database. */
export const portalGround: Ground<ChaosWorld> = {
  cases: ALL_CASES,
  open: async (options, reporter, signal) => {
    const path =
      options.data ?? (await mkdtemp(join(tmpdir(), 'portico-chaos-')));
    const data = DataFolder.at(path);
    if (await data.exists()) {
      throw new LauncherError(`${data.path} is not empty`, {
        fix: 'name a new folder with --data',
      });
    }
    const remove = async () => {
      if (!options.keep) await rm(data.path, { recursive: true, force: true });
    };
    reporter.info(`Data in ${data.path}`);
    try {
      const world = await ChaosWorld.create({
        checkout: findCheckout(),
        data,
        port: options.port ?? (await drawFreePort([])),
        reporter,
        signal,
        unpack: target => unpack(target, options, reporter, signal),
      });
      const close = async () => {
        await world.destroy();
        await remove();
      };
      return { world, logs: data.file('logs'), close };
    } catch (error) {
      await remove();
      throw error;
    }
  },
};

/** The five services, with what they need. */
export const shopGround: Ground<ShopWorld> = {
  cases: SHOP_CASES,
  open: async (options, reporter, signal) => {
    const { root } = findCheckout();
    const world = await ShopWorld.create({ root, signal });
    reporter.info(`The shop runs, data in ${world.folder}`);
    return {
      world,
      logs: join(world.folder, 'logs'),
      close: () => world.destroy({ keep: options.keep }),
    };
  },
};

/** The folder of a run goes away, and its logs tell why something is broken. */
export async function keepLogs(logs: string): Promise<string> {
  const target = join(findCheckout().cache, 'logs', 'chaos');
  await rm(target, { recursive: true, force: true });
  await cp(logs, target, { recursive: true });
  return target;
}

async function unpack(
  target: string,
  { bundle }: ChaosOptions,
  reporter: Reporter,
  signal: AbortSignal,
): Promise<void> {
  const checkout = findCheckout();
  if (!bundle) {
    await prepareInChild({ checkout, target, reporter, signal });
    return;
  }
  const build = { archive: bundle, inputs: bundle };
  await unpackPortal({ build, root: checkout.root, target });
}
