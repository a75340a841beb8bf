import { AttributeSchema, BlockSchema, NestedBlockSchema } from './SchemaTypes';

/** What stands in a block that is written by hand: attributes and blocks under their names. */
export type Shape = Readonly<
  Record<string, AttributeSchema | NestedBlockSchema>
>;

type Kind = 'string' | 'number' | 'bool';

/** An attribute that must be given. */
export function required(kind: Kind = 'string'): AttributeSchema {
  return { type: { kind }, use: 'required' };
}

/** An attribute that may be given. */
export function optional(kind: Kind = 'string'): AttributeSchema {
  return { type: { kind }, use: 'optional' };
}

/** An attribute that takes several values. */
export function many(
  { type, use }: AttributeSchema,
  kind: 'list' | 'set' = 'list',
): AttributeSchema {
  return { type: { kind, element: type }, use };
}

function blockOf(shape: Shape): BlockSchema {
  const attributes: Record<string, AttributeSchema> = {};
  const blocks: Record<string, NestedBlockSchema> = {};
  for (const [name, entry] of Object.entries(shape)) {
    if ('use' in entry) attributes[name] = entry;
    else blocks[name] = entry;
  }
  return { attributes, blocks };
}

function nested(shape: Shape, min: number, max: number): NestedBlockSchema {
  return { nesting: 'list', min, max, block: blockOf(shape) };
}

/** A block that stands there once. */
export const one = (shape: Shape) => nested(shape, 1, 1);
/** A block that may stand there once. */
export const maybe = (shape: Shape = {}) => nested(shape, 0, 1);
/** A block that may stand there any number of times. */
export const anyNumber = (shape: Shape) => nested(shape, 0, Infinity);
/** A block that stands there at least once. */
export const some = (shape: Shape) => nested(shape, 1, Infinity);
