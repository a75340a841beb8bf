import { Attributes } from '../document/TerraformDocument';
import { isRecord } from '../document/attributes';
import { checkValue } from './checkValue';
import { Configuration } from './Configuration';
import { LocalProblem } from './ConfigurationProblem';
import { nearestName } from './nearestName';
import { BlockSchema, NestedBlockSchema } from './schema/SchemaTypes';

function isGiven(value: unknown): boolean {
  return value !== null && value !== undefined;
}

const NO_META: ReadonlySet<string> = new Set();

/** Judges the content of a block by the schema of its type. */
class BodyCheck {
  readonly #configuration: Configuration;
  readonly problems: LocalProblem[] = [];

  constructor(configuration: Configuration) {
    this.#configuration = configuration;
  }

  /** Judges one block; names in `meta` belong to Terraform and not to the type. */
  body(
    body: Attributes,
    schema: BlockSchema,
    path: string,
    meta: ReadonlySet<string>,
  ): void {
    const at = (name: string) => (path === '' ? name : `${path}.${name}`);
    const generated = isRecord(body.dynamic) ? body.dynamic : {};
    for (const [name, value] of Object.entries(body)) {
      if (name === '//' || meta.has(name)) continue;
      if (name === 'dynamic' && isRecord(value)) {
        this.#dynamic(value, schema, at(name));
      } else {
        this.#argument(name, value, schema, at(name));
      }
    }
    this.#absent(body, generated, schema, at);
  }

  #argument(
    name: string,
    value: unknown,
    { attributes, blocks }: BlockSchema,
    path: string,
  ): void {
    const attribute = attributes[name];
    const nested = blocks[name];
    if (attribute?.use === 'computed') {
      if (isGiven(value)) {
        this.#report(
          'read-only-argument',
          path,
          'can only be read: AWS sets it',
        );
      }
    } else if (attribute) {
      this.problems.push(
        ...checkValue(value, attribute.type, path, this.#configuration),
      );
    } else if (nested) {
      this.#blocks(value, nested, path);
    } else {
      const known = [...Object.keys(attributes), ...Object.keys(blocks)];
      this.problems.push({
        kind: 'unknown-argument',
        path,
        message: `there is no "${name}" here`,
        suggestion: nearestName(name, known),
      });
    }
  }

  #blocks(value: unknown, nested: NestedBlockSchema, path: string): void {
    if (!isGiven(value)) return;
    const bodies: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (bodies.length > nested.max) {
      this.#report(
        'too-many-blocks',
        path,
        `may be there once, and is there ${bodies.length} times`,
      );
    }
    bodies.forEach((body, i) => {
      const place = nested.max === 1 ? path : `${path}[${i}]`;
      if (isRecord(body)) this.body(body, nested.block, place, NO_META);
      else this.#report('wrong-type', place, 'must be a block');
    });
  }

  /** Blocks that Terraform writes itself, one for each of a list. */
  #dynamic(generated: Attributes, { blocks }: BlockSchema, path: string): void {
    for (const [name, value] of Object.entries(generated)) {
      const nested = blocks[name];
      const parts = (Array.isArray(value) ? value : [value]).filter(isRecord);
      if (!nested) {
        this.problems.push({
          kind: 'unknown-argument',
          path: `${path}.${name}`,
          message: `there is no block "${name}" here`,
          suggestion: nearestName(name, Object.keys(blocks)),
        });
        continue;
      }
      for (const { content } of parts) {
        if (!isRecord(content)) continue;
        this.body(content, nested.block, `${path}.${name}.content`, NO_META);
      }
    }
  }

  #absent(
    body: Attributes,
    generated: Attributes,
    { attributes, blocks }: BlockSchema,
    at: (name: string) => string,
  ): void {
    for (const [name, { use }] of Object.entries(attributes)) {
      if (use === 'required' && !isGiven(body[name])) {
        this.#report('missing-argument', at(name), 'must be given');
      }
    }
    for (const [name, { min }] of Object.entries(blocks)) {
      const value = body[name];
      const none = !isGiven(value) || (Array.isArray(value) && !value.length);
      if (min > 0 && none && !(name in generated)) {
        this.#report('missing-block', at(name), 'must be there at least once');
      }
    }
  }

  #report(kind: LocalProblem['kind'], path: string, message: string): void {
    this.problems.push({ kind, path, message });
  }
}

/** What is wrong with the arguments and blocks of a resource, data source or provider. */
export function checkBody(
  body: Attributes,
  schema: BlockSchema,
  configuration: Configuration,
  meta: ReadonlySet<string>,
): LocalProblem[] {
  const check = new BodyCheck(configuration);
  check.body(body, schema, '', meta);
  return check.problems;
}
