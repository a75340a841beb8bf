const TITLE_LIMIT = 120;
const TEXT_LIMIT = 400;
const WORD_LIMIT = 250;

/** Controls, line ends, and marks that turn the direction of a text around. */
const UNPRINTABLE =
  // eslint-disable-next-line no-control-regex -- control characters are what it removes
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/g;

/** Takes off what a reader would not see, and what is too long. */
export function plainLine(text: string, limit: number): string {
  const line = text.replace(UNPRINTABLE, ' ').replace(/\s+/g, ' ').trim();
  const characters = Array.from(line);
  return characters.length > limit
    ? `${characters
        .slice(0, limit - 1)
        .join('')
        .trimEnd()}…`
    : line;
}

/**
 * Fills the words into a text of the table. A word is text that somebody may
 * have written: it is never read as a text of the table itself.
 */
export function fillIn(
  template: string,
  words: Readonly<Record<string, string | null | undefined>>,
): string {
  return template.replace(/\{(\w+)\}/g, (_, word: string) =>
    Object.hasOwn(words, word)
      ? plainLine(words[word] || 'no reason given', WORD_LIMIT)
      : '',
  );
}

/** The title and the text of a notice, as plain text of limited length. */
export function noticeText(
  rule: { title: string; text: string },
  words: Readonly<Record<string, string | null | undefined>>,
): { title: string; text: string } {
  return {
    title: plainLine(fillIn(rule.title, words), TITLE_LIMIT),
    text: plainLine(fillIn(rule.text, words), TEXT_LIMIT),
  };
}
