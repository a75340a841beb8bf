/**
 * Markdown for texts that anybody may have written. Backslashes take the
 * meaning from punctuation, entities from HTML; a zero-width space behind @ and
 * # keeps a Git host from reading a mention or a reference.
 */

const ZERO_WIDTH_SPACE = '\u200b';

/** One line: what would end a paragraph, a list or a table is a space. */
function oneLine(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what it removes
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
}

/** Writes text so that a Git host shows it as it is: no links, mentions, images or HTML. */
export function plainText(text: string): string {
  return oneLine(text)
    .replace(/\bGH(?=-\d)/gi, `$&${ZERO_WIDTH_SPACE}`)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\`*_{}[\]()#+\-.!|~$]/g, '\\$&')
    .replace(/@/g, `@${ZERO_WIDTH_SPACE}`)
    .replace(/\\#/g, `\\#${ZERO_WIDTH_SPACE}`)
    .replace(/:\/\//g, `:${ZERO_WIDTH_SPACE}//`)
    .replace(/\bwww/gi, word => `${word}${ZERO_WIDTH_SPACE}`);
}

/** Writes text as code inside a line, in a fence that the text can't end. */
export function inlineCode(text: string): string {
  const line = oneLine(text).replace(/\|/g, '\\|');
  if (line === '') return '';
  const runs = line.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map(run => run.length)) + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** Writes a table; the cells are Markdown already. */
export function table(
  columns: readonly { title: string; right?: boolean }[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map(({ title }) => title)),
    line(columns.map(({ right }) => (right ? '---:' : '---'))),
    ...rows.map(line),
  ].join('\n');
}
