import { join } from 'node:path';

/** The places in the checkout that commands use. */
export interface Checkout {
  root: string;
  /** The command line and the emulators, bundled by the launcher script. */
  bundles: string;
  /** State, logs and bundles of the launcher; git-ignored. */
  cache: string;
}

/** The checkout that the launcher script names, or the current folder. */
export function findCheckout(env: NodeJS.ProcessEnv = process.env): Checkout {
  const root = env.PORTICO_ROOT ?? process.cwd();
  const cache = join(root, '.portico-build');
  return { root, cache, bundles: join(cache, 'bundle') };
}
