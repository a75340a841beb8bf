import type { PlacedItem } from './placeItems';

/** One item, or several that stand too near to each other to be told apart. */
export interface Mark {
  /** Where the mark stands: at its first item. */
  start: number;
  items: PlacedItem[];
}

/**
 * Gathers items whose marks would overlap. A mark takes what lies within `gap` of its first
 * item, so that marks never overlap and one never swallows the whole line.
 *
 * @param placed - by their starts
 * @param gap - the room that a mark needs, as a fraction of the window
 */
export function gatherItems(
  placed: readonly PlacedItem[],
  gap: number,
): Mark[] {
  const marks: Mark[] = [];
  for (const item of placed) {
    const last = marks.at(-1);
    if (last && item.start - last.start < gap) last.items.push(item);
    else marks.push({ start: item.start, items: [item] });
  }
  return marks;
}
