import type MarkdownIt from 'markdown-it';

/** A piece of a parsed document, as the library has it. */
export type Token = ReturnType<MarkdownIt['parse']>[number];

/** The state of the library while it reads blocks. */
export type StateBlock = Parameters<
  Parameters<MarkdownIt['block']['ruler']['push']>[1]
>[0];

/** Makes a token of the library's own class. */
export type TokenFactory = (
  type: string,
  tag: string,
  nesting: 1 | 0 | -1,
) => Token;
