import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod/v4';
import { isRecord } from '../../document/attributes';
import { TerraformDocument } from '../../document/TerraformDocument';
import { ProviderSchema } from '../schema/ProviderSchema';
import { findTerraform } from './findTerraform';
import { SchemaProvider } from './SchemaProvider';
import { TerraformDiagnostic, TerraformOutcome } from './TerraformOutcome';

const DEADLINE_MS = 120_000;
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

const versionSchema = z.object({ terraform_version: z.string() });

const diagnosticSchema = z.object({
  severity: z.string(),
  summary: z.string(),
  detail: z.string().default(''),
  address: z.string().optional(),
});

type Diagnostic = z.output<typeof diagnosticSchema>;

const validationSchema = z.object({ diagnostics: z.array(diagnosticSchema) });

const lineSchema = z.object({
  type: z.string(),
  changes: z.object({ add: z.number() }).optional(),
  diagnostic: diagnosticSchema.optional(),
});

type Line = z.output<typeof lineSchema>;

/** Where Terraform is, and which configuration it is asked about. */
export interface TerraformQuestion {
  readonly document: TerraformDocument;
  readonly schema: ProviderSchema;
  /** Where programs are looked for. */
  readonly path?: string;
}

function execute(
  binary: string,
  args: readonly string[],
  options: { cwd?: string; env: NodeJS.ProcessEnv },
): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      binary,
      [...args],
      { ...options, timeout: DEADLINE_MS, maxBuffer: MAX_OUTPUT_BYTES },
      (error, stdout) => {
        // Terraform ends with 1 where it refuses, and says why on its output.
        if (error && error.code !== 1) reject(error);
        else resolve(stdout);
      },
    );
  });
}

/** Nothing of this machine's settings, and no word to anybody outside. */
function environment(reattach: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    CHECKPOINT_DISABLE: '1',
    TF_CLI_CONFIG_FILE: '/dev/null',
    TF_IN_AUTOMATION: '1',
    TF_REATTACH_PROVIDERS: reattach,
  };
}

const SAMPLES: readonly (readonly [RegExp, unknown])[] = [
  [/^number/, 0],
  [/^bool/, false],
  [/^(list|set|tuple)/, []],
  [/^(map|object)/, {}],
];

/** Something for every variable that has no default. */
function variables(document: TerraformDocument): Record<string, unknown> {
  const declared = isRecord(document.variable) ? document.variable : {};
  return Object.fromEntries(
    Object.entries(declared).flatMap(([name, variable]) => {
      if (!isRecord(variable) || variable.default !== undefined) return [];
      const type = String(variable.type ?? 'string');
      const sample = SAMPLES.find(([pattern]) => pattern.test(type));
      return [[name, sample ? sample[1] : 'not-asked']];
    }),
  );
}

async function writeInputs(folder: string, document: TerraformDocument) {
  const { backend: _, ...terraform } = document.terraform ?? {};
  await writeFile(
    join(folder, 'cdk.tf.json'),
    JSON.stringify({ ...document, terraform }),
  );
  await writeFile(
    join(folder, 'terraform.tfvars.json'),
    JSON.stringify(variables(document)),
  );
}

function linesOf(output: string) {
  return output
    .split('\n')
    .filter(line => line.startsWith('{'))
    .map(line => lineSchema.parse(JSON.parse(line)));
}

function errorsAmong(
  diagnostics: readonly Diagnostic[],
): TerraformDiagnostic[] {
  return diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ severity: _, ...diagnostic }) => diagnostic);
}

function errorsIn(lines: readonly Line[]): TerraformDiagnostic[] {
  return errorsAmong(lines.flatMap(({ diagnostic }) => diagnostic ?? []));
}

/**
 * Asks Terraform's own core, where it is installed, what it thinks of a
 * configuration: `init`, `validate` and `plan` against a provider that knows the
 * published binding alone. AWS is not asked.
 */
export async function askTerraform({
  document,
  schema,
  path = process.env.PATH ?? '',
}: TerraformQuestion): Promise<TerraformOutcome> {
  const binary = findTerraform(path);
  if (!binary) {
    return {
      status: 'left-out',
      reason: 'there is no terraform on the PATH',
    };
  }
  const provider = await SchemaProvider.start(schema, {
    resource: Object.keys(document.resource),
    data: Object.keys(document.data ?? {}),
  });
  const cwd = await mkdtemp(join(tmpdir(), 'portico-terraform-'));
  try {
    await writeInputs(cwd, document);
    const env = environment(provider.reattach);
    return await plan(binary, { cwd, env });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { status: 'left-out', reason: `terraform failed: ${reason}` };
  } finally {
    await provider.stop();
    await rm(cwd, { recursive: true, force: true });
  }
}

async function plan(
  binary: string,
  options: { cwd: string; env: NodeJS.ProcessEnv },
): Promise<TerraformOutcome> {
  const run = (...args: string[]) => execute(binary, args, options);
  const { terraform_version: version } = versionSchema.parse(
    JSON.parse(await run('version', '-json')),
  );
  const refuse = (diagnostics: TerraformDiagnostic[]): TerraformOutcome => ({
    status: 'refused',
    version,
    diagnostics,
  });
  const init = linesOf(
    await run('init', '-backend=false', '-input=false', '-json'),
  );
  if (errorsIn(init).length > 0) return refuse(errorsIn(init));
  const { diagnostics } = validationSchema.parse(
    JSON.parse(await run('validate', '-json')),
  );
  const invalid = errorsAmong(diagnostics);
  if (invalid.length > 0) return refuse(invalid);
  const lines = linesOf(
    await run('plan', '-input=false', '-refresh=false', '-lock=false', '-json'),
  );
  const add = lines.find(({ type }) => type === 'change_summary')?.changes?.add;
  return errorsIn(lines).length > 0 || add === undefined
    ? refuse(errorsIn(lines))
    : { status: 'planned', version, add };
}
