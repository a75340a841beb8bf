import { Attributes } from '../document/TerraformDocument';
import { isRecord } from '../document/attributes';
import { Configuration } from './Configuration';
import { LocalProblem } from './ConfigurationProblem';
import { parseTemplate } from './expressions/parseTemplate';
import { traversalText } from './expressions/Traversal';
import { nearestName } from './nearestName';
import { resolveTraversal } from './resolveTraversal';
import { ValueType } from './schema/SchemaTypes';

/** Writes a type as people say it. */
function typeText(type: ValueType): string {
  if (type.kind === 'bool') return 'boolean';
  return 'element' in type
    ? `${type.kind} of ${typeText(type.element)}`
    : type.kind;
}

/** What may stand for what: one value, several in a row, several by name. */
function shapeOf({ kind }: ValueType): 'one' | 'row' | 'named' | 'unknown' {
  if (kind === 'dynamic') return 'unknown';
  if (kind === 'list' || kind === 'set') return 'row';
  return kind === 'map' || kind === 'object' ? 'named' : 'one';
}

function wrong(path: string, expected: ValueType, what: string): LocalProblem {
  return {
    kind: 'wrong-type',
    path,
    message: `must be a ${typeText(expected)}, not ${what}`,
  };
}

/** Terraform turns one simple value into another where that loses nothing. */
function fits(value: unknown, { kind }: ValueType): boolean {
  if (typeof value === 'number') return kind === 'number' || kind === 'string';
  if (typeof value === 'boolean') return kind === 'bool' || kind === 'string';
  if (typeof value !== 'string') return false;
  if (kind === 'number') return value.trim() !== '' && !isNaN(Number(value));
  if (kind === 'bool') return value === 'true' || value === 'false';
  return true;
}

function described(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : JSON.stringify(value);
}

function checkText(
  text: string,
  type: ValueType,
  path: string,
  configuration: Configuration,
): LocalProblem[] | undefined {
  const { expressions, whole } = parseTemplate(text);
  if (expressions.length === 0) return undefined;
  if (!whole) {
    return shapeOf(type) === 'one' ? [] : [wrong(path, type, 'a text')];
  }
  const traversal = expressions[0].only;
  const found = traversal && resolveTraversal(traversal, configuration).type;
  if (!found) return [];
  const [is, must] = [shapeOf(found), shapeOf(type)];
  return is === must || is === 'unknown' || must === 'unknown'
    ? []
    : [wrong(path, type, `${traversalText(traversal)}, a ${typeText(found)}`)];
}

/** What is wrong with the value of an argument. */
export function checkValue(
  value: unknown,
  type: ValueType,
  path: string,
  configuration: Configuration,
): LocalProblem[] {
  if (value === null || value === undefined || type.kind === 'dynamic') {
    return [];
  }
  const ofText =
    typeof value === 'string'
      ? checkText(value, type, path, configuration)
      : undefined;
  return ofText ?? checkPlain(value, type, path, configuration);
}

/** A value that holds no expression itself. */
function checkPlain(
  value: unknown,
  type: ValueType,
  path: string,
  configuration: Configuration,
): LocalProblem[] {
  const shape = shapeOf(type);
  if (shape === 'one' && fits(value, type)) return [];
  if (type.kind === 'object' && isRecord(value)) {
    return checkObject(value, type, path, configuration);
  }
  const items = shape === 'row' ? Array.isArray(value) : isRecord(value);
  if (!('element' in type) || !items) {
    return [wrong(path, type, described(value))];
  }
  const at = (key: string) => (shape === 'row' ? `[${key}]` : `.${key}`);
  return Object.entries(value ?? {}).flatMap(([key, item]) =>
    checkValue(item, type.element, `${path}${at(key)}`, configuration),
  );
}

function checkObject(
  value: Attributes,
  { attributes, optional }: Extract<ValueType, { readonly kind: 'object' }>,
  path: string,
  configuration: Configuration,
): LocalProblem[] {
  const problems = Object.entries(value).flatMap(
    ([name, item]): LocalProblem[] => {
      const type = attributes[name];
      if (type) return checkValue(item, type, `${path}.${name}`, configuration);
      return [
        {
          kind: 'unknown-argument',
          path: `${path}.${name}`,
          message: `there is no "${name}" here`,
          suggestion: nearestName(name, Object.keys(attributes)),
        },
      ];
    },
  );
  const absent = Object.keys(attributes).filter(
    name => !optional.includes(name) && (value[name] ?? null) === null,
  );
  return [
    ...problems,
    ...absent.map(
      (name): LocalProblem => ({
        kind: 'missing-argument',
        path: `${path}.${name}`,
        message: 'must be given',
      }),
    ),
  ];
}
