import { execFileSync } from 'node:child_process';
import { resolvePackagePath } from '@backstage/backend-plugin-api';

/** The bundle of the synthesis worker, built anew where a source is newer. */
export function builtWorker(): string {
  const script = resolvePackagePath('@portico/infra', 'scripts/buildWorker.js');
  // In a process of its own, because esbuild does not run inside Jest.
  execFileSync(process.execPath, [script, '--if-stale'], { stdio: 'pipe' });
  return resolvePackagePath('@portico/infra', 'worker/synth.cjs');
}
