import type { EnvironmentSpec } from './EnvironmentSpec';
import { formatPath } from './issues';

/** One field that differs; what is not there is undefined. */
export interface SpecDifference {
  path: string;
  before: unknown;
  after: unknown;
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Lists of named parts are compared by name, so that an inserted one shifts nothing. */
function namedParts(value: unknown): Map<string, unknown> | undefined {
  if (!Array.isArray(value)) return undefined;
  const parts = new Map<string, unknown>();
  for (const entry of value) {
    if (!isGroup(entry) || typeof entry.name !== 'string') return undefined;
    parts.set(entry.name, entry);
  }
  return parts;
}

function bothNamed(before: unknown, after: unknown) {
  const left = namedParts(before);
  const right = namedParts(after);
  return left && right ? { left, right } : undefined;
}

function compare(
  before: unknown,
  after: unknown,
  path: PropertyKey[],
): SpecDifference[] {
  if (isGroup(before) && isGroup(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap(key =>
      compare(before[key], after[key], [...path, key]),
    );
  }
  const named = bothNamed(before, after);
  if (named) {
    const names = [...new Set([...named.left.keys(), ...named.right.keys()])];
    return names.flatMap(name =>
      compare(named.left.get(name), named.right.get(name), [...path, name]),
    );
  }
  return JSON.stringify(before) === JSON.stringify(after)
    ? []
    : [{ path: formatPath(path), before, after }];
}

/** The fields in which two specs differ; a named part is told by its name. */
export function diffSpecs(
  before: EnvironmentSpec,
  after: EnvironmentSpec,
): SpecDifference[] {
  return compare(before, after, []);
}
