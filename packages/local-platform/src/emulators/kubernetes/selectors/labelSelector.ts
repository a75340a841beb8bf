import { BadSelector } from './BadSelector';
import { SelectorTokens } from './SelectorTokens';

type Labels = Readonly<Record<string, string>>;
type Matches = (labels: Labels) => boolean;

const NAME = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const PREFIX = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/;
const SPECIAL = '(),!=<>';

/**
 * Reads a label selector as Kubernetes does, set-based ones too
 * (https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/).
 * Throws {@link BadSelector} with the words of the real server.
 */
export function parseLabelSelector(text: string): Matches {
  const tokens = new SelectorTokens(text);
  const requirements: Matches[] = [];
  if (tokens.atEnd) {
    return () => true;
  }
  if (!isIdentifier(tokens.peek) && tokens.peek !== '!') {
    throw new BadSelector(
      `found '${tokens.peek}', expected: !, identifier, or 'end of string'`,
    );
  }
  for (;;) {
    requirements.push(requirement(tokens));
    const next = tokens.take();
    if (next === '') {
      return labels => requirements.every(matches => matches(labels));
    }
    if (next !== ',') {
      throw new BadSelector(
        `found '${next}', expected: ',' or 'end of string'`,
      );
    }
    if (!isIdentifier(tokens.peek) && tokens.peek !== '!') {
      throw new BadSelector(
        `found '${tokens.peek}', expected: identifier after ','`,
      );
    }
  }
}

function requirement(tokens: SelectorTokens): Matches {
  try {
    return oneRequirement(tokens);
  } catch (error) {
    throw error instanceof BadSelector
      ? new BadSelector(`unable to parse requirement: ${error.message}`)
      : error;
  }
}

function oneRequirement(tokens: SelectorTokens): Matches {
  const absent = tokens.peek === '!';
  if (absent) {
    tokens.take();
  }
  const key = checkedKey(identifier(tokens));
  if (absent) {
    return labels => !Object.hasOwn(labels, key);
  }
  if (tokens.peek === ',' || tokens.peek === '') {
    return labels => Object.hasOwn(labels, key);
  }
  const operator = tokens.take();
  switch (operator) {
    case '=':
    case '==': {
      const value = exactValue(tokens);
      return labels => labels[key] === value;
    }
    case '!=': {
      const value = exactValue(tokens);
      return labels => labels[key] !== value;
    }
    case 'in': {
      const values = valueSet(tokens);
      return labels => values.has(labels[key]);
    }
    case 'notin': {
      const values = valueSet(tokens);
      return labels => !values.has(labels[key]);
    }
    case '<':
    case '>': {
      const limit = wholeNumber(exactValue(tokens));
      return labels => {
        const number = Number(labels[key] ?? NaN);
        return operator === '<' ? number < limit : number > limit;
      };
    }
    default:
      throw new BadSelector(
        `found '${operator}', expected: in, notin, =, ==, !=, gt, lt`,
      );
  }
}

function exactValue(tokens: SelectorTokens): string {
  return tokens.peek === ',' || tokens.peek === ''
    ? ''
    : checkedValue(identifier(tokens));
}

function valueSet(tokens: SelectorTokens): Set<string> {
  const open = tokens.take();
  if (open !== '(') {
    throw new BadSelector(`found '${open}' expected: '('`);
  }
  const values = new Set<string>();
  for (;;) {
    // Nothing between two commas is the empty value, as Kubernetes has it.
    values.add(isIdentifier(tokens.peek) ? checkedValue(tokens.take()) : '');
    const next = tokens.take();
    if (next === ')') {
      return values;
    }
    if (next !== ',') {
      throw new BadSelector(
        `found '${next}', expected: ',', ')' or identifier`,
      );
    }
  }
}

function identifier(tokens: SelectorTokens): string {
  const token = tokens.take();
  if (!isIdentifier(token)) {
    throw new BadSelector(`found '${token}', expected: identifier`);
  }
  return token;
}

function isIdentifier(token: string): boolean {
  return token !== '' && !SPECIAL.includes(token[0]);
}

function checkedKey(key: string): string {
  const [name, prefix, ...more] = key.split('/').reverse();
  const valid =
    more.length === 0 &&
    NAME.test(name) &&
    (prefix === undefined || PREFIX.test(prefix));
  if (!valid) {
    throw new BadSelector(
      `<nil>: Invalid value: "${key}": a valid label key must consist of alphanumeric characters, '-', '_' or '.', with an optional DNS subdomain prefix and '/'`,
    );
  }
  return key;
}

function checkedValue(value: string): string {
  if (value !== '' && !NAME.test(value)) {
    throw new BadSelector(
      `values[0]: Invalid value: "${value}": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character`,
    );
  }
  return value;
}

function wholeNumber(text: string): number {
  if (!/^-?\d+$/.test(text)) {
    throw new BadSelector(
      `values[0]: Invalid value: "${text}": for 'Gt', 'Lt' operators, the value must be an integer`,
    );
  }
  return Number(text);
}
