/**
 * Bundles the service in the folder where it is called: `src/main.ts` becomes
 * `dist/main.cjs`, which needs nothing but Node and the packages that are
 * native code; `src/lambda.ts`, where it is there, a function of AWS Lambda.
 * `migrations` belongs beside the folder of the bundles. An argument names
 * another folder than `dist`.
 */
const { existsSync } = require('node:fs');
const { build } = require('esbuild');

const [outdir = 'dist'] = process.argv.slice(2);
const entries = ['src/main.ts', 'src/lambda.ts'].filter(existsSync);

build({
  entryPoints: entries,
  outdir,
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
