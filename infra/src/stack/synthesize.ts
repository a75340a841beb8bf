import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { EnvironmentSpec } from '@portico/plugin-environments-common';
import { App } from 'cdktf';
import { z } from 'zod/v4';
import { EnvironmentStack } from './EnvironmentStack';

const synthesizedSchema = z.looseObject({
  terraform: z.looseObject({ backend: z.unknown().optional() }),
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

/**
 * Synthesizes an environment to Terraform's JSON. It goes through files,
 * because only `App.synth` runs the validations.
 */
export function synthesize(
  environment: EnvironmentSpec,
  temporaryFolder: string,
): string {
  forgetTokens();
  const outdir = mkdtempSync(join(temporaryFolder, 'portico-synth-'));
  try {
    const app = new App({ outdir, stackTraces: false });
    new EnvironmentStack(app, environment);
    app.synth();
    const { name } = environment.metadata;
    const file = join(outdir, 'stacks', name, 'cdk.tf.json');
    return withoutLocalState(readFileSync(file, 'utf8'));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** cdktf writes a state file of this machine into every stack without a backend. */
function withoutLocalState(json: string): string {
  const document = synthesizedSchema.parse(JSON.parse(json));
  delete document.terraform.backend;
  return JSON.stringify(document);
}
