import { scanExpression } from './scanExpression';
import { Expression, Template } from './Traversal';

const NONE: Template = { expressions: [], whole: false };

/** Where a quoted text ends that begins at a place; templates inside it may hold quotes again. */
function endOfQuoted(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') {
    if (text[at] === '\\') at += 2;
    else if (text.startsWith('${', at)) at = endOfBraces(text, at + 1);
    else at += 1;
  }
  return at + 1;
}

/** Where the braces end that open at a place. */
function endOfBraces(text: string, start: number): number {
  let depth = 0;
  let at = start;
  while (at < text.length) {
    if (text[at] === '"') {
      at = endOfQuoted(text, at);
      continue;
    }
    if (text[at] === '{') depth += 1;
    if (text[at] === '}') depth -= 1;
    at += 1;
    if (depth === 0) return at;
  }
  // Never closed: Terraform refuses it, and all of it is read.
  return at + 1;
}

/** Takes a text of Terraform's JSON syntax apart. */
export function parseTemplate(text: string): Template {
  if (!text.includes('${') && !text.includes('%{')) return NONE;
  const expressions: Expression[] = [];
  let whole = false;
  let at = 0;
  while (at < text.length) {
    const opens = text[at] === '$' || text[at] === '%';
    if (!opens || text[at + 1] !== '{') {
      // `$${` is the text `${`.
      at += opens && text.startsWith(`${text[at]}{`, at + 1) ? 3 : 1;
      continue;
    }
    const end = endOfBraces(text, at + 1);
    const directive = text[at] === '%';
    const body = text.slice(at + 2, end - 1);
    expressions.push(scanExpression(body));
    whole = !directive && at === 0 && end >= text.length;
    at = end;
  }
  return { expressions, whole };
}
