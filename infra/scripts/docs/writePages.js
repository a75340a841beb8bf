/**
 * Writes the pages of the documentation that are made of the code:
 *
 *   yarn workspace @portico/infra docs
 */
const { execFileSync } = require('node:child_process');
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { buildSync } = require('esbuild');

const infra = join(__dirname, '..', '..');
const docs = join(infra, '..', 'docs');
const folder = mkdtempSync(join(tmpdir(), 'portico-docs-'));
try {
  const outfile = join(folder, 'writePages.cjs');
  buildSync({
    entryPoints: [join(infra, 'src', 'docs', 'writePages.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    keepNames: true,
    logLevel: 'warning',
  });
  execFileSync(process.execPath, [outfile, docs], { stdio: 'inherit' });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
