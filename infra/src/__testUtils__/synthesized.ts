import { tmpdir } from 'node:os';
import { StackSpec } from '@portico/plugin-environments-common';
import { ResourceIndex } from '../document/ResourceIndex';
import {
  Attributes,
  TerraformDocument,
  TerraformResource,
  parseTerraformDocument,
} from '../document/TerraformDocument';
import { synthesize } from '../stack/synthesize';

/** The document of a spec, synthesized in this process. */
export function synthesized(spec: StackSpec): TerraformDocument {
  return parseTerraformDocument(JSON.parse(synthesize(spec, tmpdir())));
}

/** The resources of a spec. */
export function resourcesOf(spec: StackSpec): ResourceIndex {
  return ResourceIndex.of(synthesized(spec));
}

/** The one resource of a type. */
export function only(
  resources: ResourceIndex,
  type: string,
): TerraformResource {
  const found = resources.ofType(type);
  if (found.length !== 1) {
    throw new Error(`Expected one ${type}, found ${found.length}`);
  }
  return found[0];
}

/** A document of hand-written resources, all of module `test`. */
export function aDocument(
  resources: Readonly<Record<string, Attributes>>,
  provider: Attributes = {},
): TerraformDocument {
  const resource: Record<string, Record<string, Attributes>> = {};
  for (const [address, attributes] of Object.entries(resources)) {
    const [type, name] = address.split('.');
    resource[type] = {
      ...resource[type],
      [name]: {
        ...attributes,
        '//': { metadata: { path: `env/test/${name}` } },
      },
    };
  }
  return parseTerraformDocument({ provider: { aws: [provider] }, resource });
}
