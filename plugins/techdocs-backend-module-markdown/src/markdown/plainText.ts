import { Token } from './parserTypes';

/** The words of inline tokens, without their marks. */
export function plainText(tokens: readonly Token[] | null): string {
  return (tokens ?? [])
    .map(token => {
      if (token.type === 'softbreak' || token.type === 'hardbreak') return ' ';
      if (token.type === 'image') return plainText(token.children);
      return token.content;
    })
    .join('');
}
