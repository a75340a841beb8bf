/** The short name of an entity ref: the default namespace and the kind are left out. */
export function refName(ref: string): string {
  const [, rest = ref] = /^[^:]+:(.+)$/.exec(ref) ?? [];
  return rest.replace(/^default\//, '');
}

/** Names in a sentence: "a", "a and b", "a, b and c". */
export function listWords(words: readonly string[], last = 'and'): string {
  if (words.length <= 1) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words[words.length - 1]}`;
}

/** A sentence of the backend with its entity refs as short names. */
export function withShortRefs(text: string): string {
  return text.replace(/\b(?:group|user):default\/([a-z0-9._-]+)/g, '$1');
}
