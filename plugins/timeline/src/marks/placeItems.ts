import type { TimelineItem } from '@portico/plugin-timeline-common';
import { positionOf } from '../time/axis';
import type { TimeWindow } from '../time/windowChoice';

/** An item on the line, by fractions of the window. */
export interface PlacedItem {
  item: TimelineItem;
  /** Where its mark stands. */
  start: number;
  /** Where its span ends; as its start for a moment. */
  end: number;
  /** Whether it began before the window. */
  fromBefore: boolean;
  /** Whether it goes on after the window, or is not over. */
  goesOn: boolean;
}

/** Until when an item lasts: what runs and has no end lasts until now. */
function endOf({ at, until, status }: TimelineItem, now: number): number {
  const start = Date.parse(at);
  if (until !== undefined) return Date.parse(until);
  return status === 'running' ? Math.max(start, now) : start;
}

function isWithin(start: number, end: number, { from, to }: TimeWindow) {
  return start < to && (start >= from || end > from);
}

/** Places the items that touch the window, by their starts; what does not is left out. */
export function placeItems(
  items: readonly TimelineItem[],
  window: TimeWindow,
  now: number,
): PlacedItem[] {
  return items
    .map(item => ({
      item,
      from: Date.parse(item.at),
      to: endOf(item, now),
    }))
    .filter(({ from, to }) => isWithin(from, to, window))
    .sort((one, other) => one.from - other.from || one.to - other.to)
    .map(({ item, from, to }) => ({
      item,
      start: positionOf(from, window),
      end: positionOf(to, window),
      fromBefore: from < window.from,
      goesOn:
        to > window.to ||
        (item.status === 'running' && item.until === undefined),
    }));
}
