import type { CaseContext } from '../Case';

/** All of them; in the short form half, in their order: another seed draws others, and the long form has all. */
export function halfInShort<T>(
  { short, random, note }: Pick<CaseContext, 'short' | 'random' | 'note'>,
  all: readonly T[],
): readonly T[] {
  if (!short) return all;
  const drawn = all
    .map((one, index) => ({ one, index, by: random() }))
    .sort((a, b) => a.by - b.by)
    .slice(0, Math.ceil(all.length / 2))
    .sort((a, b) => a.index - b.index)
    .map(({ one }) => one);
  note(`by the seed, ${drawn.length} of ${all.length}: ${drawn.join(', ')}`);
  return drawn;
}
