import { Token, TokenFactory } from './parserTypes';
import { plainText } from './plainText';
import { isExternal } from './safeLink';

/** Where the links of one page lead to. */
export interface LinkTargets {
  /** The address for a link; undefined if it leads nowhere. */
  link(href: string): string | undefined;
}

/**
 * Points the links and images of one piece of text to where their targets are
 * in the portal. A picture of another host becomes a link to it: the portal
 * loads nothing from elsewhere.
 */
export function rewriteTargets(
  tokens: readonly Token[],
  targets: LinkTargets,
  newToken: TokenFactory,
): Token[] {
  let depth = 0;
  return tokens.flatMap(token => {
    if (token.type === 'link_open') {
      depth += 1;
      setOrRemove(token, 'href', targets.link(token.attrGet('href') ?? ''));
    }
    if (token.type === 'link_close') depth -= 1;
    if (token.type !== 'image') return [token];
    const source = token.attrGet('src') ?? '';
    if (isExternal(source)) {
      return linkInstead(token, source, depth > 0, newToken);
    }
    setOrRemove(token, 'src', targets.link(source));
    return [token];
  });
}

function setOrRemove(token: Token, name: string, value?: string): void {
  if (value !== undefined) token.attrSet(name, value);
  else token.attrs = (token.attrs ?? []).filter(([key]) => key !== name);
}

function linkInstead(
  image: Token,
  source: string,
  inLink: boolean,
  newToken: TokenFactory,
): Token[] {
  const text = newToken('text', '', 0);
  text.content = plainText(image.children) || source;
  if (inLink) return [text];
  const open = newToken('link_open', 'a', 1);
  open.attrSet('href', source);
  return [open, text, newToken('link_close', 'a', -1)];
}
