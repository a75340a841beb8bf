/** The short name of an entity ref: the default namespace and the kind are left out. */
export function refName(ref: string): string {
  const [, rest = ref] = /^[^:]+:(.+)$/.exec(ref) ?? [];
  return rest.replace(/^default\//, '');
}

/** A number and its noun: "1 commit", "5 commits". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Who did something: "by ada"; that nobody is named is said. */
export function byWords(who: string | null): string {
  return who === null ? 'who is not known' : `by ${who}`;
}
