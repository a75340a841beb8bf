import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  EnvironmentSpec,
  PolicyFinding,
  isBlocking,
} from '@portico/plugin-environments-common';
import { Evaluation } from '../InfraClient';
import {
  TerraformDocument,
  listResources,
} from '../document/TerraformDocument';
import { checkPolicies, classOfDocument } from '../policies/checkPolicies';
import { policyRules } from '../policies/policyRules';
import { SynthesizedDocument } from '../synth/SynthOutcome';
import { problemFinding } from '../validate/problemFindings';
import { askTerraform } from '../validate/terraform/askTerraform';
import { validateDocument } from '../validate/validateDocument';
import { CliError, CliIo, EXIT_FINDINGS, EXIT_OK } from './CliIo';
import { estimateText } from './estimateText';
import { FindingsTextOptions, findingsText } from './findingsText';
import { isTerraformJson, readDocument, readSpec } from './inputFiles';
import { planText } from './planText';
import { ClassEstimate, proposals, runOf, runText } from './run';
import { terraformText } from './terraformText';
import { available, providerSchema, withClient } from './withClient';

/** The options of all commands. */
export interface CommandOptions {
  readonly against?: string;
  readonly out?: string;
  readonly days?: number;
  readonly json?: boolean;
}

/** A command: it reads a file, prints, and gives its exit code. */
export type Command = (
  file: string,
  options: CommandOptions,
  io: CliIo,
) => Promise<number>;

/** All policies, and that the configuration is one that Terraform can read. */
const RULES = policyRules.length + 1;

function json(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

async function evaluate(file: string, { against }: CommandOptions, io: CliIo) {
  const spec = readSpec(file, io);
  const before = against === undefined ? undefined : readSpec(against, io);
  if (before && before.kind !== spec.kind) {
    throw new CliError(
      `${against}: is of kind ${before.kind}, and ${file} of kind ${spec.kind}; give two of one kind`,
    );
  }
  const evaluation = await withClient(io, async client =>
    available<Evaluation>(await client.evaluate({ spec, against: before })),
  );
  return { name: spec.metadata.name, spec, ...evaluation };
}

/** Estimates what each class proposes, for the run length that was asked about. */
async function estimatesOfClasses(
  spec: EnvironmentSpec,
  io: CliIo,
): Promise<ClassEstimate[]> {
  return withClient(io, async client => {
    const estimates: ClassEstimate[] = [];
    for (const proposal of proposals(spec)) {
      const outcome = await client.evaluate({ spec: proposal });
      const { estimate: each } = available<Evaluation>(outcome);
      estimates.push({
        environmentClass: proposal.spec.class,
        estimate: each,
      });
    }
    return estimates;
  });
}

/** Prints what an environment costs a month, and in so many days where they are asked for. */
export const estimate: Command = async (file, options, io) => {
  const result = await evaluate(file, options, io);
  const { name, spec, againstEstimate: against } = result;
  const { days } = options;
  const run =
    days === undefined || spec.kind !== 'Environment'
      ? undefined
      : runOf(
          { name, estimate: result.estimate },
          await estimatesOfClasses(spec, io),
          days,
        );
  io.out(
    options.json
      ? json({ ...result.estimate, run })
      : [
          estimateText(result.estimate, { name, against }),
          ...(run ? [runText(run)] : []),
        ].join('\n'),
  );
  return EXIT_OK;
};

/** Prints what becomes of each resource, and what Terraform's core says where it is installed. */
export const plan: Command = async (file, options, io) => {
  const result = await evaluate(file, options, io);
  const terraform = await askTerraform({
    document: result.document,
    schema: await providerSchema(io),
    path: io.searchPath,
  });
  io.out(
    options.json
      ? json({ ...result.plan, terraform })
      : [planText(result.plan, result.name), terraformText(terraform)].join(
          '\n',
        ),
  );
  return terraform.status === 'refused' ? EXIT_FINDINGS : EXIT_OK;
};

/** Prints which policies an environment, or a synthesized document, breaks. */
export const check: Command = async (file, options, io) => {
  if (isTerraformJson(file)) {
    return checkDocument(file, readDocument(file, io), options, io);
  }
  const { findings, name } = await evaluate(file, options, io);
  const { version } = await providerSchema(io);
  const notes = [schemaNote(version)];
  return report(findings, { name, rules: RULES, notes }, options, io);
};

function schemaNote(version: string): string {
  return `Names and types by the published bindings of the AWS provider ${version}; AWS was not asked.`;
}

async function checkDocument(
  file: string,
  document: TerraformDocument,
  options: CommandOptions,
  io: CliIo,
): Promise<number> {
  const schema = await providerSchema(io);
  const { known } = classOfDocument(document);
  const findings = [
    ...validateDocument(document, schema).map(problemFinding),
    ...checkPolicies(document, { now: io.now() }),
  ];
  const notes = [schemaNote(schema.version)];
  if (!known) {
    notes.push(
      'Its tags do not tell the class of the environment, so it is judged as production.',
    );
  }
  return report(findings, { name: file, rules: RULES, notes }, options, io);
}

function report(
  findings: PolicyFinding[],
  text: FindingsTextOptions,
  options: CommandOptions,
  io: CliIo,
): number {
  io.out(
    options.json
      ? json({ rules: text.rules, findings })
      : findingsText(findings, text),
  );
  return findings.some(isBlocking) ? EXIT_FINDINGS : EXIT_OK;
}

/** Writes the Terraform configuration of an environment. */
export const synth: Command = async (file, options, io) => {
  const spec = readSpec(file, io);
  const { document } = await withClient(io, async client =>
    available<SynthesizedDocument>(await client.synthesize(spec)),
  );
  const text = json(document);
  if (options.out === undefined) {
    io.out(text);
    return EXIT_OK;
  }
  const folder = resolve(io.cwd, options.out);
  const target = join(folder, 'cdk.tf.json');
  mkdirSync(folder, { recursive: true });
  writeFileSync(target, `${text}\n`);
  const resources = listResources(document).length;
  io.out(
    options.json
      ? json({ file: target, resources })
      : `${target}: ${resources} resources`,
  );
  return EXIT_OK;
};
