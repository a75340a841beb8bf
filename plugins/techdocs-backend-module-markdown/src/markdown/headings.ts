import { Token, TokenFactory } from './parserTypes';
import { plainText } from './plainText';

/** A heading of a page. */
export interface Heading {
  level: number;
  id: string;
  text: string;
}

/** The anchor of a heading, made as GitHub does, so that links work in both places. */
export function slugify(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
    .trim()
    .replace(/ /g, '-');
}

/** Gives every heading an anchor of its own, and a link to it. */
export class HeadingAnchors {
  readonly #used = new Map<string, number>();

  /** Marks the heading that opens at `index`. */
  mark(tokens: Token[], index: number, newToken: TokenFactory): Heading {
    const open = tokens[index];
    const inline = tokens[index + 1];
    const text = plainText(inline.children).trim();
    const heading = {
      level: Number(open.tag.slice(1)),
      id: this.#unique(slugify(text) || 'section'),
      text,
    };
    open.attrSet('id', heading.id);
    const link = newToken('link_open', 'a', 1);
    link.attrSet('class', 'headerlink');
    link.attrSet('href', `#${encodeURIComponent(heading.id)}`);
    link.attrSet('aria-label', `Link to ${text}`);
    const mark = newToken('text', '', 0);
    mark.content = '#';
    inline.children?.push(link, mark, newToken('link_close', 'a', -1));
    return heading;
  }

  #unique(slug: string): string {
    const seen = this.#used.get(slug) ?? 0;
    this.#used.set(slug, seen + 1);
    return seen === 0 ? slug : this.#unique(`${slug}-${seen}`);
  }
}
