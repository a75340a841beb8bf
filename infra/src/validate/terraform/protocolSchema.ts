import {
  AttributeSchema,
  BlockSchema,
  NestedBlockSchema,
  ValueType,
} from '../schema/SchemaTypes';

const NESTING = { single: 1, list: 2, set: 3, map: 4 } as const;

/** The type as Terraform's JSON writes it: `["list","string"]`. */
function typeJson(type: ValueType): unknown {
  if (type.kind === 'object') {
    const entries = Object.entries(type.attributes);
    return [
      'object',
      Object.fromEntries(entries.map(([name, of]) => [name, typeJson(of)])),
    ];
  }
  return 'element' in type ? [type.kind, typeJson(type.element)] : type.kind;
}

/** The attributes of an object that is no block, alone or several of it. */
function nestedType(type: ValueType): object | undefined {
  const object = 'element' in type ? type.element : type;
  if (object.kind !== 'object') return undefined;
  const { attributes, optional } = object;
  return {
    nesting: 'element' in type ? NESTING[type.kind] : NESTING.single,
    attributes: Object.entries(attributes).map(([name, of]) =>
      toAttribute(name, {
        type: of,
        use: optional.includes(name) ? 'optional' : 'required',
      }),
    ),
  };
}

function toAttribute(name: string, { type, use }: AttributeSchema): object {
  // What is only read is never compared with what somebody wrote.
  const nested = use === 'computed' ? undefined : nestedType(type);
  return {
    name,
    ...(nested
      ? { nested_type: nested }
      : { type: Buffer.from(JSON.stringify(typeJson(type))) }),
    required: use === 'required',
    optional: use === 'optional',
    // The binding does not tell which optional ones AWS fills in: all may be.
    computed: use !== 'required',
  };
}

function toNestedBlock(
  name: string,
  { nesting, min, max, block }: NestedBlockSchema,
): object {
  return {
    type_name: name,
    block: toBlock(block),
    nesting: NESTING[nesting],
    min_items: nesting === 'single' ? 0 : min,
    max_items: nesting === 'single' || max === Infinity ? 0 : max,
  };
}

function toBlock({ attributes, blocks }: BlockSchema): object {
  return {
    version: 0,
    attributes: Object.entries(attributes).map(([name, attribute]) =>
      toAttribute(name, attribute),
    ),
    block_types: Object.entries(blocks).map(([name, nested]) =>
      toNestedBlock(name, nested),
    ),
  };
}

/** A schema as the plugin protocol writes it. */
export function toProtocolSchema(block: BlockSchema): object {
  return { version: 0, block: toBlock(block) };
}
