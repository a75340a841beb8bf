import { ExtData, decode, encode } from '@msgpack/msgpack';
import { isRecord } from '../../document/attributes';
import { BlockSchema, ValueType } from '../schema/SchemaTypes';

/** How Terraform writes "known after apply". */
const UNKNOWN = new ExtData(0, new Uint8Array([0]));

/** Reads a value of the plugin protocol; null for nothing. */
export function readValue(bytes: Uint8Array | undefined): unknown {
  return bytes && bytes.length > 0 ? decode(bytes) : null;
}

/** Writes a value of the plugin protocol. */
export function writeValue(value: unknown): { msgpack: Buffer } {
  return { msgpack: Buffer.from(encode(value)) };
}

function mapBlocks(
  value: unknown,
  change: (body: Readonly<Record<string, unknown>>) => unknown,
): unknown {
  if (Array.isArray(value)) return value.map(item => mapBlocks(item, change));
  return isRecord(value) ? change(value) : value;
}

/** Fills what nobody set: `fill` tells with what, undefined to leave it alone. */
function filled(
  value: Readonly<Record<string, unknown>>,
  { attributes, blocks }: BlockSchema,
  fill: (type: ValueType, computed: boolean, depth: number) => unknown,
  depth = 0,
): Record<string, unknown> {
  const result: Record<string, unknown> = { ...value };
  for (const [name, { type, use }] of Object.entries(attributes)) {
    if ((result[name] ?? null) !== null || use === 'required') continue;
    const next = fill(type, use === 'computed', depth);
    if (next !== undefined) result[name] = next;
  }
  for (const [name, { block }] of Object.entries(blocks)) {
    result[name] = mapBlocks(result[name], body =>
      filled(body, block, fill, depth + 1),
    );
  }
  return result;
}

/** A planned resource: what AWS sets is known after the apply. */
export function planned(value: unknown, schema: BlockSchema): unknown {
  if (!isRecord(value)) return value;
  return filled(value, schema, (_, computed, depth) =>
    computed || depth === 0 ? UNKNOWN : undefined,
  );
}

/** Something of a type: a data source must answer while the plan is made. */
function placeholder(type: ValueType): unknown {
  switch (type.kind) {
    case 'string':
      return 'not-asked';
    case 'number':
      return 0;
    case 'bool':
      return false;
    case 'list':
    case 'set':
      return [placeholder(type.element)];
    case 'map':
      return {};
    case 'object':
      return Object.fromEntries(
        Object.entries(type.attributes).map(([name, of]) => [
          name,
          placeholder(of),
        ]),
      );
    default:
      return null;
  }
}

/** The answer of a data source; nobody was asked, so it is made up. */
export function answered(value: unknown, schema: BlockSchema): unknown {
  if (!isRecord(value)) return value;
  return filled(value, schema, type => placeholder(type));
}

/** The paths of what somebody set although it can only be read. */
export function readOnlyPaths(
  value: unknown,
  { attributes, blocks }: BlockSchema,
  path: readonly string[] = [],
): string[][] {
  if (Array.isArray(value)) {
    return value.flatMap(item =>
      readOnlyPaths(item, { attributes, blocks }, path),
    );
  }
  if (!isRecord(value)) return [];
  const own = Object.entries(attributes)
    .filter(([name, { use }]) => use === 'computed' && isSet(value[name]))
    .map(([name]) => [...path, name]);
  const nested = Object.entries(blocks).flatMap(([name, { block }]) =>
    readOnlyPaths(value[name], block, [...path, name]),
  );
  return [...own, ...nested];
}

function isSet(value: unknown): boolean {
  return value !== null && value !== undefined;
}
