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

function entriesOf(value: object): Map<string, unknown> {
  return new Map(Object.entries(value));
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
  const [left, right] = [entriesOf(before), entriesOf(after)];
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
