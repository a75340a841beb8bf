/** Bundles what is measured, and what it stands on. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
export const ROOT = join(here, '..', '..');
const kit = join(ROOT, 'packages', 'service-kit');
const { buildSync } = createRequire(join(kit, 'package.json'))('esbuild');

/** Bundles a program as the services are bundled; gives its file. */
export function bundle(name, contents, folder) {
  const outfile = join(folder, `${name}.cjs`);
  buildSync({
    stdin: { contents, resolveDir: kit, loader: 'ts' },
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    external: ['pg-native', 'argon2'],
    define: { 'import.meta.url': 'importMetaUrl' },
    banner: {
      js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;",
    },
    logLevel: 'error',
  });
  return outfile;
}

/** Bundles modules of the checkout, and loads them. */
export function load(name, contents, folder) {
  const file = bundle(name, contents, folder);
  return createRequire(import.meta.url)(file);
}
