const { execFileSync } = require('node:child_process');
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { buildSync } = require('esbuild');

/** Runs a file of `src` that is written in TypeScript, with arguments. */
module.exports = function runBundled(file, ...args) {
  const folder = mkdtempSync(join(tmpdir(), 'portico-run-'));
  try {
    const outfile = join(folder, 'run.cjs');
    buildSync({
      entryPoints: [join(__dirname, '..', 'src', file)],
      outfile,
      bundle: true,
      platform: 'node',
      target: 'node22',
      format: 'cjs',
      keepNames: true,
      logLevel: 'warning',
    });
    execFileSync(process.execPath, [outfile, ...args], { stdio: 'inherit' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
