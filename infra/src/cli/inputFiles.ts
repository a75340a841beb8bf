import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  StackSpec,
  parseStackSpecText,
} from '@portico/plugin-environments-common';
import {
  TerraformDocument,
  parseTerraformDocument,
} from '../document/TerraformDocument';
import { CliError, CliIo } from './CliIo';

const MAX_BYTES = 5 * 1024 * 1024;

function readText(file: string, { cwd }: CliIo): string {
  const path = resolve(cwd, file);
  try {
    const { size } = statSync(path);
    if (size > MAX_BYTES) {
      throw new CliError(`${file}: is larger than ${MAX_BYTES} bytes`);
    }
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError(
      `${file}: cannot be read; give the path of an environment file`,
    );
  }
}

/** Reads the file of an environment or of a bootstrap; what is wrong with it is told by line and field. */
export function readSpec(file: string, io: CliIo): StackSpec {
  const parsed = parseStackSpecText(readText(file, io));
  if (parsed.valid) return parsed.spec;
  throw new CliError(
    parsed.issues
      .map(({ path, message, line, suggestion }) => {
        const where = line === undefined ? file : `${file}:${line}`;
        const hint = suggestion ? ` (for example ${suggestion})` : '';
        return `${where}: ${path ? `${path}: ` : ''}${message}${hint}`;
      })
      .join('\n'),
  );
}

/** Whether a file is a configuration of Terraform and not an environment. */
export function isTerraformJson(file: string): boolean {
  return file.endsWith('.json');
}

/** Reads a `cdk.tf.json`. */
export function readDocument(file: string, io: CliIo): TerraformDocument {
  const text = readText(file, io);
  try {
    return parseTerraformDocument(JSON.parse(text));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new CliError(`${file}: ${message}`);
  }
}
