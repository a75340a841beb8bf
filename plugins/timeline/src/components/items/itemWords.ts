import type { TimelineItem } from '@portico/plugin-timeline-common';
import { STATUS_WORDS } from '../../marks/words';
import { bothTimes, clockTime, dateTime, dayWords } from '../../time/times';

/** When an item was, or from when to when, where the reader is and in UTC. */
export function whenWords({ at, until }: TimelineItem, zone: string): string {
  const start = Date.parse(at);
  if (until === undefined) return bothTimes(start, zone);
  return `${bothTimes(start, zone)} to ${bothTimes(Date.parse(until), zone)}`;
}

/** Until when an item lasted where the reader is, such as "to 11:14"; undefined for a moment. */
export function untilWords(
  { at, until }: TimelineItem,
  zone: string,
): string | undefined {
  if (until === undefined) return undefined;
  const end = Date.parse(until);
  return dayWords(Date.parse(at), zone) === dayWords(end, zone)
    ? `to ${clockTime(end, zone)}`
    : `to ${dateTime(end, zone)}`;
}

/** All of an item in one sentence, for those who hear it. */
export function itemWords(item: TimelineItem, zone: string): string {
  const origin = item.origin === 'live' ? [] : [item.origin];
  return [
    item.title,
    STATUS_WORDS[item.status],
    ...origin,
    whenWords(item, zone),
  ].join(', ');
}
