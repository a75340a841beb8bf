import type { TimelineItem } from '@portico/plugin-timeline-common';
import { STATUS_WORDS } from '../../marks/words';
import { bothTimes, clockTime, dayWords } from '../../time/times';

/** When an item was, or from when to when, where the reader is and in UTC. */
export function whenWords({ at, until }: TimelineItem, zone: string): string {
  const start = Date.parse(at);
  if (until === undefined) return bothTimes(start, zone);
  return `${bothTimes(start, zone)} to ${bothTimes(Date.parse(until), zone)}`;
}

/** When an item was, where the reader is; the day is told elsewhere. */
export function clockWords({ at, until }: TimelineItem, zone: string): string {
  const start = Date.parse(at);
  if (until === undefined) return clockTime(start, zone);
  const end = Date.parse(until);
  const sameDay = dayWords(start, zone) === dayWords(end, zone);
  return `${clockTime(start, zone)} to ${
    sameDay ? '' : `${dayWords(end, zone)}, `
  }${clockTime(end, zone)}`;
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
