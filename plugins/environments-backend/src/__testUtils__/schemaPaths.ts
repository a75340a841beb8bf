import { z } from 'zod/v4';

/** Where a value is in a body: keys of objects, and indices of lists. */
export type SchemaPath = readonly (string | number)[];

/** The place of the name of an entry in a record. */
export const ANY_KEY = '<key>';

function unwrapped(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodReadonly
  ) {
    return [schema.def.innerType];
  }
  if (schema instanceof z.ZodPipe) return [schema.def.in];
  return schema instanceof z.ZodUnion ? schema.def.options : [];
}

/** Every place of a body that holds one value, as its schema tells: a new field comes by itself. */
export function schemaPaths(
  schema: z.core.$ZodType,
  at: SchemaPath = [],
): SchemaPath[] {
  if (schema instanceof z.ZodObject) {
    const shape: Readonly<Record<string, z.core.$ZodType>> = schema.shape;
    return Object.entries(shape).flatMap(([key, inner]) =>
      schemaPaths(inner, [...at, key]),
    );
  }
  if (schema instanceof z.ZodArray) {
    return schemaPaths(schema.def.element, [...at, 0]);
  }
  if (schema instanceof z.ZodRecord) {
    return [
      [...at, ANY_KEY],
      ...schemaPaths(schema.def.valueType, [...at, 'team']),
    ];
  }
  const inner = unwrapped(schema);
  if (inner.length === 0) return [at];
  const found = inner.flatMap(each => schemaPaths(each, at));
  return [...new Map(found.map(path => [path.join('.'), path])).values()];
}

function isBranch(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Whether a body has something at a place. */
export function hasPath(body: unknown, [key, ...rest]: SchemaPath): boolean {
  if (!isBranch(body) || !Object.hasOwn(body, key)) return false;
  return rest.length === 0 || hasPath(Reflect.get(body, key), rest);
}

function copyOf(body: unknown, key: string | number): object {
  if (Array.isArray(body)) return [...body];
  if (typeof key === 'number') return [];
  return { ...(isBranch(body) ? body : {}) };
}

/** A copy of a body with a text at a place; what is missing above it is made. */
export function withText(
  body: unknown,
  path: SchemaPath,
  text: string,
): unknown {
  if (path.length === 0) return text;
  const [key, ...rest] = path;
  const copy = copyOf(body, key);
  const name = key === ANY_KEY ? text : key;
  const value =
    key === ANY_KEY ? 'value' : withText(Reflect.get(copy, key), rest, text);
  // An assignment to __proto__ would not make a field of that name.
  Object.defineProperty(copy, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
  return copy;
}
