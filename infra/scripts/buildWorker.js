/**
 * Bundles src/stack into worker/synth.cjs, which the synthesis thread and the
 * command line run, and writes worker/schema.gz, by which configurations are
 * checked. With --if-stale it does nothing while no source is newer.
 */
const { existsSync, readdirSync, renameSync, statSync } = require('node:fs');
const { join } = require('node:path');
const { buildSchema, isCurrent } = require('./schema/buildSchema');

const root = join(__dirname, '..');
const entry = join(root, 'src', 'stack', 'synthWorker.ts');
const outfile = join(root, 'worker', 'synth.cjs');
const schemaFile = join(root, 'worker', 'schema.gz');

/** What the bundle is made of, as far as it lies in this repository. */
const sources = [
  join(root, 'src', 'stack'),
  join(root, 'src', 'synth'),
  join(root, '..', 'plugins', 'environments-common', 'src'),
  join(root, '..', 'plugins', 'cost-common', 'src'),
  join(root, 'package.json'),
  __filename,
];

function newest(path) {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  const files = readdirSync(path, { recursive: true, withFileTypes: true });
  return Math.max(
    ...files
      .filter(file => file.isFile() && !file.name.includes('.test.'))
      .map(file => statSync(join(file.parentPath, file.name)).mtimeMs),
  );
}

function isOlder(file, inputs) {
  if (!existsSync(file)) return true;
  const built = statSync(file).mtimeMs;
  return inputs.filter(existsSync).some(source => newest(source) > built);
}

function build() {
  const { buildSync } = require('esbuild');
  // Written beside and moved, so that nobody ever reads half a bundle.
  const partial = `${outfile}.${process.pid}`;
  buildSync({
    entryPoints: [entry],
    outfile: partial,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    minify: true,
    keepNames: true,
    legalComments: 'inline',
    logLevel: 'warning',
  });
  renameSync(partial, outfile);
}

const always = !process.argv.includes('--if-stale');
if (always || isOlder(outfile, sources)) build();
if (
  always ||
  isOlder(schemaFile, [join(__dirname, 'schema')]) ||
  !isCurrent(schemaFile)
) {
  buildSchema(schemaFile);
}
