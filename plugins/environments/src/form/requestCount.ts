import type { ChangeList } from '@portico/plugin-environments-common';

/** How many requests there are; there may be more than were looked at. */
export interface RequestCount {
  count: number;
  more: boolean;
}

/** Counts the requests of a list, or those of it that belong somewhere. */
export function countRequests(
  list: ChangeList,
  shown: readonly unknown[] = list.items,
): RequestCount {
  return { count: shown.length, more: list.cursor !== undefined };
}

/** "1 request", or "50+ requests" where there may be more. */
export function requestsWords({ count, more }: RequestCount): string {
  if (more) return `${count}+ requests`;
  return count === 1 ? '1 request' : `${count} requests`;
}

/** How many requests wait for the reader. */
export function waitingForYouWords(counted: RequestCount): string {
  const waits = counted.count === 1 && !counted.more ? 'waits' : 'wait';
  return `${requestsWords(counted)} ${waits} for you`;
}

/** Down to where was looked; undefined where all was. */
export function lookedAtWords({ items, cursor }: ChangeList) {
  if (cursor === undefined) return undefined;
  return `The newest ${
    items.length === 1 ? 'one is' : `${items.length} are`
  } looked at; older ones are on the pages of their environments.`;
}
