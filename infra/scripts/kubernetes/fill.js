/**
 * Writes the manifests of an environment with the outputs of its stack:
 *
 *   yarn workspace @portico/infra kubernetes:fill dev outputs.json <new folder>
 *
 * Paths are taken from where yarn was called.
 */
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join, resolve } = require('node:path');
const { buildSync } = require('esbuild');

const infra = join(__dirname, '..', '..');
const from = process.env.INIT_CWD ?? process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'portico-fill-'));
try {
  const outfile = join(folder, 'writeFilled.cjs');
  buildSync({
    entryPoints: [join(infra, 'src', 'kubernetes', 'writeFilled.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    logLevel: 'warning',
  });
  const [environment, ...paths] = process.argv.slice(2);
  require(outfile).run(
    [environment, ...paths.map(path => resolve(from, path))],
    infra,
  );
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
