/**
 * Writes docs/what-an-environment-contains.md from the constructs:
 *
 *   yarn workspace @portico/infra docs
 */
const { execFileSync } = require('node:child_process');
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { buildSync } = require('esbuild');

const infra = join(__dirname, '..', '..');
const page = join(infra, '..', 'docs', 'what-an-environment-contains.md');
const folder = mkdtempSync(join(tmpdir(), 'portico-docs-'));
try {
  const outfile = join(folder, 'writeContents.cjs');
  buildSync({
    entryPoints: [join(infra, 'src', 'docs', 'writeContents.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    keepNames: true,
    logLevel: 'warning',
  });
  execFileSync(process.execPath, [outfile, page], { stdio: 'inherit' });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
