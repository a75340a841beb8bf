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

/** The page of a user or a group in the catalog. */
export function refHref(ref: string): string | undefined {
  const match = /^([a-z]+):([^/]+)\/(.+)$/.exec(ref);
  return match
    ? `/catalog/${match
        .slice(2, 3)
        .concat(match[1], match[3])
        .map(encodeURIComponent)
        .join('/')}`
    : undefined;
}
