import MarkdownIt from 'markdown-it';
import { admonitions } from './admonitions';
import { Heading, HeadingAnchors } from './headings';
import { highlightCode } from './highlightCode';
import { LinkTargets, rewriteTargets } from './linkTargets';
import { Token, TokenFactory } from './parserTypes';
import { plainText } from './plainText';
import { isSafeLink } from './safeLink';
import { Section, Sections } from './Sections';

/** A document as HTML, with what navigation and search need of it. */
export interface RenderedMarkdown {
  html: string;
  headings: Heading[];
  sections: Section[];
}

/** Deeper lists and quotes are cut off. */
const DEEPEST_NESTING = 30;

function createParser(): MarkdownIt {
  const parser = new MarkdownIt({
    // Text is text: HTML in a document is shown, never run.
    html: false,
    linkify: false,
    typographer: false,
    highlight: highlightCode,
  });
  Object.assign(parser.options, { maxNesting: DEEPEST_NESTING });
  parser.validateLink = isSafeLink;
  parser.use(admonitions);
  wrapTables(parser);
  return parser;
}

/** A wide table scrolls by itself, and not the page. */
function wrapTables(parser: MarkdownIt): void {
  const { rules } = parser.renderer;
  rules.table_open = () =>
    '<div class="md-typeset__scrollwrap"><table tabindex="0">\n';
  rules.table_close = () => '</table></div>\n';
}

const parser = createParser();

/** Renders Markdown; `targets` tells where its links lead. */
export function renderMarkdown(
  markdown: string,
  targets: LinkTargets,
): RenderedMarkdown {
  const env = {};
  const tokens = parser.parse(markdown, env);
  const newToken = tokenFactory(tokens);
  const anchors = new HeadingAnchors();
  const headings: Heading[] = [];
  const sections = new Sections();
  tokens.forEach((token, index) => {
    if (token.type === 'inline' && token.children) {
      token.children = rewriteTargets(token.children, targets, newToken);
    }
    if (token.type === 'heading_open') {
      const heading = anchors.mark(tokens, index, newToken);
      headings.push(heading);
      sections.open(heading);
    } else if (tokens[index - 1]?.type !== 'heading_open') {
      sections.add(wordsOf(token));
    }
  });
  const html = parser.renderer.render(tokens, parser.options, env);
  return { html, headings, sections: sections.list };
}

/** The library hands out its class of tokens with the tokens only. */
function tokenFactory(tokens: readonly Token[]): TokenFactory {
  return (type, tag, nesting) => {
    const TokenClass = tokens[0].constructor as new (
      ...parts: Parameters<TokenFactory>
    ) => Token;
    return new TokenClass(type, tag, nesting);
  };
}

function wordsOf(token: Token): string {
  if (token.type === 'inline') return plainText(token.children);
  return token.type === 'fence' || token.type === 'code_block'
    ? token.content
    : '';
}
