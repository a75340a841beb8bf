const ZERO_WIDTH_SPACE = '\u200b';

/**
 * Writes text that anybody may have written into the middle of a line of Markdown: it can't
 * end the line, and becomes no HTML, link, image, mention, reference or emphasis.
 */
export function plainText(text: string): string {
  return (
    text
      // eslint-disable-next-line no-control-regex -- control characters are what it removes
      .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
      .trim()
      .replace(/\bGH(?=-\d)/gi, `$&${ZERO_WIDTH_SPACE}`)
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/[\\`*_[\]#|~$]/g, '\\$&')
      .replace(/@/g, `@${ZERO_WIDTH_SPACE}`)
      .replace(/\\#/g, `\\#${ZERO_WIDTH_SPACE}`)
      .replace(/:\/\//g, `:${ZERO_WIDTH_SPACE}//`)
      .replace(/\bwww/gi, word => `${word}${ZERO_WIDTH_SPACE}`)
  );
}
