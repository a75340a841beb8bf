import { redactText } from './redactText';

/** What colours a terminal. */
// eslint-disable-next-line no-control-regex -- control characters are what it takes out
const ANSI = /\u001b\[[\d;?]*[ -/]*[@-~]/g;

/** Controls that no page should get; a tab is none of them. */
// eslint-disable-next-line no-control-regex -- control characters are what it takes out
const CONTROLS = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f]/g;

/** What is looked at of a line, however long it is. */
const LOOKED_AT = 4_000;

/** One line of a far end's text, without controls and secrets, cut to a length that a page can show. */
export function plainLine(line: string, max: number): string {
  const plain = redactText(
    line
      .slice(0, LOOKED_AT)
      .replace(ANSI, '')
      .replace(CONTROLS, '')
      .replace(/\t/g, '  '),
  ).trimEnd();
  return plain.length > max ? `${plain.slice(0, max - 1)}…` : plain;
}
