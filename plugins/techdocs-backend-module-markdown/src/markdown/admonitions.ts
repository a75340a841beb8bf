import type MarkdownIt from 'markdown-it';
import { StateBlock } from './parserTypes';

const OPENING = /^(?:!!!|\?\?\?\+?) ([a-z]{1,20})(?: "([^"]{0,200})")? *$/;
const INDENT = 4;

interface Opening {
  type: string;
  title: string;
}

function readOpening(state: StateBlock, line: number): Opening | undefined {
  if (state.sCount[line] - state.blkIndent >= INDENT) return undefined;
  const start = state.bMarks[line] + state.tShift[line];
  const match = OPENING.exec(state.src.slice(start, state.eMarks[line]));
  if (!match) return undefined;
  const [, type, title] = match;
  return { type, title: title ?? type[0].toUpperCase() + type.slice(1) };
}

/** The line after the last one that belongs to the note. */
function findEnd(state: StateBlock, startLine: number, endLine: number) {
  let end = startLine + 1;
  for (let line = end; line < endLine; line += 1) {
    if (state.isEmpty(line)) continue;
    if (state.sCount[line] - state.blkIndent < INDENT) break;
    end = line + 1;
  }
  return end;
}

function pushTitle(state: StateBlock, title: string): void {
  state
    .push('admonition_title_open', 'p', 1)
    .attrSet('class', 'admonition-title');
  const inline = state.push('inline', '', 0);
  inline.content = title;
  inline.children = [];
  state.push('admonition_title_close', 'p', -1);
}

function parseAdmonition(
  state: StateBlock,
  startLine: number,
  endLine: number,
  silent: boolean,
): boolean {
  const opening = readOpening(state, startLine);
  if (!opening || silent) return opening !== undefined;
  const end = findEnd(state, startLine, endLine);
  const { blkIndent, lineMax, parentType } = state;

  const open = state.push('admonition_open', 'div', 1);
  open.attrSet('class', `admonition ${opening.type}`);
  open.map = [startLine, end];
  pushTitle(state, opening.title);
  state.blkIndent = blkIndent + INDENT;
  state.lineMax = end;
  state.parentType = 'blockquote';
  state.md.block.tokenize(state, startLine + 1, end);
  Object.assign(state, { blkIndent, lineMax, parentType, line: end });
  state.push('admonition_close', 'div', -1);
  return true;
}

/** Notes, as MkDocs writes them: `!!! note "Title"` and lines indented by four. */
export function admonitions(parser: MarkdownIt): void {
  parser.block.ruler.before('fence', 'admonition', parseAdmonition, {
    alt: ['paragraph', 'blockquote', 'list'],
  });
}
