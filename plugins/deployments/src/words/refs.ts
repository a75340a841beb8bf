/** The short name of an entity ref: the default namespace and the kind are left out. */
export function refName(ref: string): string {
  const [, rest = ref] = /^[^:]+:(.+)$/.exec(ref) ?? [];
  return rest.replace(/^default\//, '');
}

/** A number and its noun: "1 commit", "5 commits". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Names in a sentence: "a", "a and b", "a, b and c". */
export function listWords(words: readonly string[]): string {
  return new Intl.ListFormat('en-GB').format(words);
}
