import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';

/** A value as YAML and JSON have it. */
export type Value =
  | string
  | number
  | boolean
  | null
  | Value[]
  | { [key: string]: Value };

/** A map of such values. */
export type Fields = { [key: string]: Value };

/** One object of Kubernetes, as it is written. */
export type Manifest = Fields & {
  apiVersion: string;
  kind: string;
  metadata: Fields & { name: string };
};

/** Whether a value is a map. */
export function isFields(value: Value | undefined): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads every document of a YAML file; throws at the first doubtful thing, such as a key that is there twice. */
export function readDocuments(file: string): Value[] {
  return parseAllDocuments(readFileSync(file, 'utf8'), {
    strict: true,
    uniqueKeys: true,
    merge: false,
  }).map(document => {
    const [problem] = [...document.errors, ...document.warnings];
    if (problem) throw new Error(`${file}: ${problem.message}`);
    return document.toJS({ maxAliasCount: 0 });
  });
}

/** Reads the objects of a YAML file; throws where one has no kind or name. */
export function readManifests(file: string): Manifest[] {
  return readDocuments(file).map(value => {
    if (!isManifest(value)) throw new Error(`${file}: no object of Kubernetes`);
    return value;
  });
}

function isManifest(value: Value): value is Manifest {
  return (
    isFields(value) &&
    typeof value.apiVersion === 'string' &&
    typeof value.kind === 'string' &&
    isFields(value.metadata) &&
    typeof value.metadata.name === 'string'
  );
}

/** Names an object, for messages and comparisons. */
export function idOf({ kind, metadata }: Manifest): string {
  return `${kind}/${metadata.name}`;
}
