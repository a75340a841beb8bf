import { join } from 'node:path';

/** The places in the checkout that commands use. */
export interface Checkout {
  root: string;
  /** Bundles of the command line and the emulators, made by the launcher script. */
  bundles: string;
  /** State and logs of builds; git-ignored, and kept by package managers. */
  cache: string;
}

/** The checkout that the launcher script names, or the current folder. */
export function findCheckout(env: NodeJS.ProcessEnv = process.env): Checkout {
  const root = env.PORTICO_ROOT ?? process.cwd();
  return {
    root,
    bundles: join(root, 'packages', 'local-platform', 'dist', 'bundle'),
    cache: join(root, 'node_modules', '.cache', 'portico'),
  };
}
