import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import type { SpecIssue } from './issues';
import { parseEnvironmentSpec, type ParsedSpec } from './parseEnvironmentSpec';

/** The longest text of a spec, in characters. */
export const SPEC_TEXT_LIMIT = 64 * 1024;

function invalid(message: string, line?: number): ParsedSpec {
  const issue: SpecIssue = { path: '', message };
  return {
    valid: false,
    issues: [line === undefined ? issue : { ...issue, line }],
  };
}

function pathParts(path: string): (string | number)[] {
  return [...path.matchAll(/\[(\d+)\]|[^.[\]]+/g)].map(match =>
    match[1] === undefined ? match[0] : Number(match[1]),
  );
}

/** The line of a field, or of the closest one around it that the text has. */
function lineOf(
  document: Document,
  lines: LineCounter,
  path: string,
): number | undefined {
  for (let parts = pathParts(path); ; parts = parts.slice(0, -1)) {
    const node =
      parts.length === 0 ? document.contents : document.getIn(parts, true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    if (parts.length === 0) return undefined;
  }
}

function readDocument(text: string, lines: LineCounter) {
  return parseDocument(text, {
    lineCounter: lines,
    uniqueKeys: true,
    strict: true,
    version: '1.2',
    schema: 'core',
    prettyErrors: false,
    merge: false,
  });
}

/**
 * Reads a spec from the text of its file. Aliases are refused, so no text can grow when
 * it is read; an issue tells the line.
 */
export function parseEnvironmentSpecText(text: string): ParsedSpec {
  if (text.length > SPEC_TEXT_LIMIT) {
    return invalid(`must have at most ${SPEC_TEXT_LIMIT} characters`);
  }
  const lines = new LineCounter();
  try {
    const document = readDocument(text, lines);
    const [error] = [...document.errors, ...document.warnings];
    if (error) {
      return invalid(
        `is not YAML that can be read: ${error.message}`,
        lines.linePos(error.pos[0]).line,
      );
    }
    const parsed = parseEnvironmentSpec(document.toJS({ maxAliasCount: 0 }));
    if (parsed.valid) return parsed;
    return {
      valid: false,
      issues: parsed.issues.map(issue => ({
        ...issue,
        line: lineOf(document, lines, issue.path),
      })),
    };
  } catch {
    return invalid('is not YAML that can be read; aliases (*name) are refused');
  }
}
