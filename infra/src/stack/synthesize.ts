import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { StackSpec } from '@portico/plugin-environments-common';
import { App } from 'cdktf';
import { z } from 'zod/v4';
import { BootstrapStack } from './BootstrapStack';
import { EnvironmentStack } from './EnvironmentStack';
import { withoutTraces } from './withoutTraces';

const synthesizedSchema = z.looseObject({
  terraform: z.looseObject({
    backend: z.record(z.string(), z.unknown()).optional(),
  }),
});

const tokenMapSchema = z.object({
  stringTokenMap: z.instanceof(Map),
  numberTokenMap: z.instanceof(Map),
});

/**
 * Forgets the tokens of earlier syntheses, which cdktf keeps for ever in a
 * global, about 1 MB each. The maps are emptied and the global is left in
 * place, because part of cdktf holds on to the first one.
 */
function forgetTokens(): void {
  const kept = tokenMapSchema.safeParse(
    Reflect.get(globalThis, '__cdktfTokenMap'),
  );
  if (!kept.success) return;
  kept.data.stringTokenMap.clear();
  kept.data.numberTokenMap.clear();
}

function addStack(app: App, spec: StackSpec): void {
  if (spec.kind === 'Bootstrap') new BootstrapStack(app, spec);
  else new EnvironmentStack(app, spec);
}

/**
 * Synthesizes a spec to Terraform's JSON. It goes through files, because only
 * `App.synth` runs the validations.
 */
export function synthesize(spec: StackSpec, temporaryFolder: string): string {
  forgetTokens();
  const outdir = mkdtempSync(join(temporaryFolder, 'portico-synth-'));
  try {
    withoutTraces(() => {
      const app = new App({ outdir, stackTraces: false });
      addStack(app, spec);
      app.synth();
    });
    const { name } = spec.metadata;
    const file = join(outdir, 'stacks', name, 'cdk.tf.json');
    return withoutLocalState(readFileSync(file, 'utf8'));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** cdktf writes a state file of this machine into every stack without a backend. */
function withoutLocalState(json: string): string {
  const document = synthesizedSchema.parse(JSON.parse(json));
  if (document.terraform.backend?.local) delete document.terraform.backend;
  return JSON.stringify(document);
}
