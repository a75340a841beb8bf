import { stringify } from 'yaml';
import type { EnvironmentSpec } from './EnvironmentSpec';

/** The order in which a file tells its story; what is not named here follows by name. */
const KEY_ORDER: readonly string[] = [
  'apiVersion',
  'kind',
  'metadata',
  'spec',
  'name',
  'owner',
  'description',
  'class',
  'region',
  'availabilityZones',
  'network',
  'cluster',
  'database',
  'cache',
  'storage',
  'registry',
  'edge',
  'events',
  'observability',
  'security',
  'budget',
  'ttl',
  'tags',
  'waivers',
  'engine',
  'version',
  'instanceType',
  'capacity',
  'min',
  'desired',
  'max',
  'diskGb',
];

function rank(key: string): number {
  const index = KEY_ORDER.indexOf(key);
  return index === -1 ? KEY_ORDER.length : index;
}

function compareKeys(left: string, right: string): number {
  const order = rank(left) - rank(right);
  if (order !== 0) return order;
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, entry]) => entry !== undefined)
      .sort(([left], [right]) => compareKeys(left, right))
      .map(([key, entry]) => [key, ordered(entry)]),
  );
}

/** Writes a spec as the text of its file: equal specs give equal text, on every machine. */
export function serializeEnvironmentSpec(spec: EnvironmentSpec): string {
  return stringify(ordered(spec), {
    indent: 2,
    lineWidth: 0,
    aliasDuplicateObjects: false,
    version: '1.2',
    // Quotes what older readers take for something else, such as yes and 010.
    compat: 'yaml-1.1',
  });
}

/** One text for equal specs, with every key in order: what a hash is made of. */
export function canonicalSpec(spec: EnvironmentSpec): string {
  return JSON.stringify(ordered(spec));
}
