import { execFileSync } from 'node:child_process';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { ProviderSchema } from '../validate/schema/ProviderSchema';

/** How long a busy machine may take to build what is not there. */
export const BUILD_MS = 120_000;

/** Builds what lies in `worker/` anew where a source is newer. */
function build(): void {
  const script = resolvePackagePath('@portico/infra', 'scripts/buildWorker.js');
  // In a process of its own, because esbuild does not run inside Jest.
  execFileSync(process.execPath, [script, '--if-stale'], { stdio: 'pipe' });
}

/** The bundle of the synthesis worker. */
export function builtWorker(): string {
  build();
  return resolvePackagePath('@portico/infra', 'worker/synth.cjs');
}

/** The schema of the provider. */
export async function builtSchema(): Promise<ProviderSchema> {
  build();
  return ProviderSchema.load(
    resolvePackagePath('@portico/infra', 'worker/schema.gz'),
  );
}
