import {
  isNode,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type YAMLMap,
} from 'yaml';
import { SPEC_API_VERSION } from './apiVersion';
import type { CheckedSpec } from './checkSpec';
import type { FoundIssue, SpecIssue } from './issues';
import { toSpecIssue, type Invalid, type Parsed } from './parsed';

/** The longest text of a spec, in characters. */
export const SPEC_TEXT_LIMIT = 32 * 1024;

function invalid(message: string, line?: number): Invalid {
  const issue: SpecIssue = { path: '', message };
  return {
    valid: false,
    issues: [line === undefined ? issue : { ...issue, line }],
  };
}

/** The line of a field, or of the closest one around it that the text has. */
function lineOf(
  document: Document,
  lines: LineCounter,
  path: FoundIssue['path'],
): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node = document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

/** Deeper than any spec, and shallow enough for the library, which calls itself for each level. */
const MAX_OPEN = 200;

/** Whether a text opens more brackets, or nested entries on one line, than a spec ever does. */
function isTooDeep(text: string): boolean {
  if (/(?:[-?:] ){50}/.test(text)) return true;
  let open = 0;
  for (const character of text) {
    if (character === '[' || character === '{') open += 1;
    if (character === ']' || character === '}') open = Math.max(0, open - 1);
    if (open > MAX_OPEN) return true;
  }
  return false;
}

/** Something that is YAML but that no spec may have, and where it begins. */
interface Refusal {
  message: string;
  offset: number;
}

function offsetOf(node: unknown): number {
  return isNode(node) && node.range ? node.range[0] : 0;
}

function repeatedKey(map: YAMLMap): Refusal | undefined {
  const seen = new Set<unknown>();
  for (const { key } of map.items) {
    if (!isScalar(key)) {
      return { message: 'has a key that is no text', offset: offsetOf(key) };
    }
    if (seen.has(key.value)) {
      return {
        message: `has the key ${String(key.value).slice(0, 80)} twice`,
        offset: offsetOf(key),
      };
    }
    seen.add(key.value);
  }
  return undefined;
}

/** The first alias, or key that is there twice. The library's own check is quadratic. */
function refusalOf(document: Document): Refusal | undefined {
  let refusal: Refusal | undefined;
  visit(document, {
    Alias: (_, alias) => {
      refusal = {
        message: 'has an alias (*name); write the value out',
        offset: offsetOf(alias),
      };
      return visit.BREAK;
    },
    Map: (_, map) => {
      refusal = repeatedKey(map);
      return refusal ? visit.BREAK : undefined;
    },
  });
  return refusal;
}

function readDocument(text: string, lines: LineCounter) {
  return parseDocument(text, {
    lineCounter: lines,
    uniqueKeys: false,
    strict: true,
    version: '1.2',
    schema: 'core',
    prettyErrors: false,
    merge: false,
    logLevel: 'error',
  });
}

function readText<S>(
  text: string,
  check: (input: unknown) => CheckedSpec<S>,
): Parsed<S> {
  const lines = new LineCounter();
  const document = readDocument(text, lines);
  const [error] = [...document.errors, ...document.warnings];
  if (error) {
    return invalid(
      `is not YAML that can be read: ${error.message}`,
      lines.linePos(error.pos[0]).line,
    );
  }
  const refusal = refusalOf(document);
  if (refusal) {
    return invalid(refusal.message, lines.linePos(refusal.offset).line);
  }
  const input: unknown = document.toJS({ maxAliasCount: 0 });
  if (input === null) {
    return invalid(`is empty; it starts with apiVersion: ${SPEC_API_VERSION}`);
  }
  const checked = check(input);
  if (checked.valid) return checked;
  return {
    valid: false,
    issues: checked.found.map(found => ({
      ...toSpecIssue(found, input),
      line: lineOf(document, lines, found.path),
    })),
  };
}

/**
 * Reads a spec from the text of its file. Aliases are refused, so no text can grow when
 * it is read; an issue tells the line.
 */
export function readSpecText<S>(
  text: string,
  check: (input: unknown) => CheckedSpec<S>,
): Parsed<S> {
  if (text.length > SPEC_TEXT_LIMIT) {
    return invalid(`must have at most ${SPEC_TEXT_LIMIT} characters`);
  }
  if (isTooDeep(text)) return invalid('is nested too deep');
  try {
    return readText(text, check);
  } catch {
    return invalid('is not YAML that can be read');
  }
}
