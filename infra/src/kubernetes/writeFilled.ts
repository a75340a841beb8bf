import {
  cpSync,
  existsSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod/v4';
import { StackOutputs, fillOutputs } from './fillOutputs';

/** What the command takes. */
export const USAGE =
  'Usage: yarn workspace @portico/infra kubernetes:fill <environment> <outputs.json> <new folder>';

const outputsSchema = z.record(z.string(), z.object({ value: z.unknown() }));

/** What belongs to an environment, in folders of the package; what is not there is left out. */
function foldersOf(environment: string): string[] {
  return [
    'kubernetes/base',
    'kubernetes/components',
    'kubernetes/addons',
    `kubernetes/overlays/${environment}`,
    'monitoring',
  ];
}

/**
 * Writes a copy of the manifests into a new folder, in which the outputs of one
 * environment stand. Throws before anything is written where one is missing.
 */
export function writeFilled(
  root: string,
  environment: string,
  outputs: StackOutputs,
  to: string,
): void {
  const overlay = join(root, 'kubernetes', 'overlays', environment);
  if (!/^[a-z0-9-]+$/.test(environment) || !existsSync(overlay)) {
    throw new Error(`There is no overlay called ${environment}.`);
  }
  if (existsSync(to))
    throw new Error(`${to} is there already. Name a new one.`);
  const folders = foldersOf(environment).filter(name =>
    existsSync(join(root, name)),
  );
  const filled = folders
    .flatMap(yamlFiles(root))
    .map((file): [string, string] => {
      const text = readFileSync(join(root, file), 'utf8');
      try {
        return [file, fillOutputs(text, outputs)];
      } catch (error) {
        throw new Error(`${file}: ${(error as Error).message}`);
      }
    });
  for (const name of folders) {
    cpSync(join(root, name), join(to, name), { recursive: true });
  }
  for (const [file, text] of filled) writeFileSync(join(to, file), text);
}

function yamlFiles(root: string) {
  return (folder: string): string[] =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter(name => /\.ya?ml$/.test(name))
      .map(name => join(folder, name));
}

/** Runs the command with what it is told; throws with the usage where that is not enough. */
export function run(argv: readonly string[], root: string): void {
  const [environment, file, to, ...rest] = argv;
  if (!environment || !file || !to || rest.length > 0) throw new Error(USAGE);
  const parsed = outputsSchema.safeParse(
    JSON.parse(readFileSync(file, 'utf8')),
  );
  if (!parsed.success) {
    throw new Error(`${file} is not what "terraform output -json" prints.`);
  }
  writeFilled(root, environment, parsed.data, to);
}
