import { isRecord, text } from '../document/attributes';
import { Attributes } from '../document/TerraformDocument';

/** One argument that differs; null where it is not set, as in Terraform. */
export interface AttributeDifference {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** What tells Terraform how to work, and not AWS how to be. */
const META_ARGUMENTS: ReadonlySet<string> = new Set([
  '//',
  'depends_on',
  'lifecycle',
  'provider',
  'provisioner',
  'connection',
]);

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function namesOf(items: readonly unknown[]): string[] {
  return items.flatMap(item => (isRecord(item) && text(item, 'name')) || []);
}

/** Whether the items of a list are told apart by their names, as the rules of a firewall are. */
function isNamed(items: readonly unknown[]): boolean {
  const names = namesOf(items);
  return new Set(names).size === items.length;
}

/** The parts of two values by what tells them apart: a name where all have one, else the place. */
function entriesOf(value: object, named: boolean): Map<string, unknown> {
  return named && Array.isArray(value)
    ? new Map(namesOf(value).map((name, i) => [name, value[i]]))
    : new Map(Object.entries(value));
}

function pathTo(parent: string, key: string, inList: boolean): string {
  if (inList) return `${parent}[${key}]`;
  return parent === '' ? key : `${parent}.${key}`;
}

function compare(
  path: string,
  before: unknown,
  after: unknown,
): AttributeDifference[] {
  const comparable =
    isContainer(before) &&
    isContainer(after) &&
    Array.isArray(before) === Array.isArray(after);
  if (!comparable) {
    return Object.is(before, after)
      ? []
      : [{ path, before: before ?? null, after: after ?? null }];
  }
  const named = [before, after].every(
    value => Array.isArray(value) && isNamed(value),
  );
  const [left, right] = [entriesOf(before, named), entriesOf(after, named)];
  const keys = [...new Set([...left.keys(), ...right.keys()])];
  return keys.flatMap(key =>
    compare(
      pathTo(path, key, Array.isArray(before)),
      left.get(key),
      right.get(key),
    ),
  );
}

/** The arguments of AWS in which two versions of a resource differ. */
export function attributeDifferences(
  before: Attributes,
  after: Attributes,
): AttributeDifference[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys
    .filter(key => !META_ARGUMENTS.has(key))
    .sort()
    .flatMap(key => compare(key, before[key], after[key]));
}
