/**
 * Bundles the service in the folder where it is called: `src/main.ts` becomes
 * `dist/main.cjs`, which needs nothing but Node and the packages that are
 * native code. `migrations` stays where it is, beside `dist`.
 */
const { existsSync } = require('node:fs');
const { build } = require('esbuild');

const entries = ['src/main.ts', 'src/lambda.ts'].filter(existsSync);

build({
  entryPoints: entries,
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  sourcemap: true,
  legalComments: 'none',
  logLevel: 'warning',
  // Native code cannot be bundled; pg-native is optional and not used.
  external: ['pg-native', 'argon2'],
  define: { 'import.meta.url': 'importMetaUrl' },
  banner: {
    js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;",
  },
}).catch(() => process.exit(1));
