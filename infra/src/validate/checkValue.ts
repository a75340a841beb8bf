import { Configuration } from './Configuration';
import { LocalProblem } from './ConfigurationProblem';
import { parseTemplate } from './expressions/parseTemplate';
import { traversalText } from './expressions/Traversal';
import { nearestName } from './nearestName';
import { resolveTraversal } from './resolveTraversal';
import { ValueType } from './schema/SchemaTypes';

/** Writes a type as people say it. */
export function typeText(type: ValueType): string {
  if (typeof type === 'string') return type === 'bool' ? 'boolean' : type;
  return type[0] === 'object' ? 'object' : `${type[0]} of ${typeText(type[1])}`;
}

function kindOf(type: ValueType): 'one' | 'many' | 'keyed' | 'unknown' {
  if (type === 'dynamic') return 'unknown';
  if (typeof type === 'string') return 'one';
  return type[0] === 'list' || type[0] === 'set' ? 'many' : 'keyed';
}

function wrong(path: string, expected: ValueType, what: string): LocalProblem {
  return {
    kind: 'wrong-type',
    path,
    message: `must be a ${typeText(expected)}, not ${what}`,
  };
}

/** Terraform turns one simple value into another where that loses nothing. */
function fits(value: unknown, type: ValueType): boolean {
  if (typeof value === 'number') return type === 'number' || type === 'string';
  if (typeof value === 'boolean') return type === 'bool' || type === 'string';
  if (typeof value !== 'string') return false;
  if (type === 'number') return value.trim() !== '' && !isNaN(Number(value));
  if (type === 'bool') return value === 'true' || value === 'false';
  return type === 'string';
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
    return kindOf(type) === 'one' ? [] : [wrong(path, type, 'a text')];
  }
  const traversal = expressions[0].only;
  const found = traversal && resolveTraversal(traversal, configuration).type;
  if (!found) return [];
  const [is, must] = [kindOf(found), kindOf(type)];
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
  if (value === null || value === undefined || type === 'dynamic') return [];
  if (typeof value === 'string') {
    const checked = checkText(value, type, path, configuration);
    if (checked) return checked;
  }
  if (typeof type === 'string') {
    return fits(value, type) ? [] : [wrong(path, type, described(value))];
  }
  if (type[0] === 'list' || type[0] === 'set') {
    return Array.isArray(value)
      ? value.flatMap((item, i) =>
          checkValue(item, type[1], `${path}[${i}]`, configuration),
        )
      : [wrong(path, type, described(value))];
  }
  if (typeof value !== 'object' || Array.isArray(value)) {
    return [wrong(path, type, described(value))];
  }
  return type[0] === 'map'
    ? Object.entries(value).flatMap(([key, item]) =>
        checkValue(item, type[1], `${path}.${key}`, configuration),
      )
    : checkObject(value, type, path, configuration);
}

function checkObject(
  value: object,
  [, attributes, optional]: Extract<ValueType, readonly ['object', ...unknown[]]>,
  path: string,
  configuration: Configuration,
): LocalProblem[] {
  const given = new Map<string, unknown>(Object.entries(value));
  const problems = [...given].flatMap(([name, item]): LocalProblem[] => {
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
  });
  const absent = Object.keys(attributes).filter(
    name => !optional.includes(name) && (given.get(name) ?? null) === null,
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
