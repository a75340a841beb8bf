import { DateTime } from 'luxon';
import type { TimeWindow } from './windowChoice';

/** A line on the axis, with what is written at it. */
export interface Tick {
  at: number;
  kind: 'day' | 'hour';
  label: string;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** So many hours or days lie between two lines; the first that leaves room is taken. */
const STEPS: readonly { hours?: number; days?: number }[] = [
  { hours: 1 },
  { hours: 2 },
  { hours: 3 },
  { hours: 6 },
  { hours: 12 },
  { days: 1 },
  { days: 2 },
  { days: 7 },
  { days: 14 },
  { days: 28 },
  { days: 56 },
];

/** Where a moment stands in a window: 0 at its start, 1 at its end, and never outside. */
export function positionOf(at: number, { from, to }: TimeWindow): number {
  return Math.min(1, Math.max(0, (at - from) / (to - from)));
}

/** The widest label of a line, in pixels. */
const LABEL_PX = 56;

/** On which side of its line a label has room, on an axis of so many pixels. */
export function labelSide(position: number, width: number): 'after' | 'before' {
  return width > 0 && (1 - position) * width < LABEL_PX ? 'before' : 'after';
}

function lengthOf({ hours = 0, days = 0 }: (typeof STEPS)[number]): number {
  return hours * HOUR_MS + days * DAY_MS;
}

/** Midday of every calendar day in the zone that the window touches; unlike midnight it is there on every day. */
function noonsOf({ from, to }: TimeWindow, zone: string): DateTime[] {
  const noons: DateTime[] = [];
  let noon = DateTime.fromMillis(from, { zone })
    .startOf('day')
    .set({ hour: 12 });
  while (noon.startOf('day').toMillis() < to) {
    noons.push(noon);
    noon = noon.plus({ days: 1 });
  }
  return noons;
}

/** The first moment of every calendar day in the zone that begins in the window, in order. */
export function dayStarts(window: TimeWindow, zone: string): number[] {
  return noonsOf(window, zone)
    .map(noon => noon.startOf('day').toMillis())
    .filter(start => start >= window.from);
}

function dayTick(at: number, zone: string): Tick {
  return {
    at,
    kind: 'day',
    label: DateTime.fromMillis(at, { zone, locale: 'en-GB' }).toFormat('d LLL'),
  };
}

/** The full hours of a day at a step; an hour that a change of clocks leaves out is not there. */
function hoursOf(noon: DateTime, step: number): Tick[] {
  const start = noon.startOf('day').toMillis();
  const ticks: Tick[] = [];
  for (let hour = step; hour < 24; hour += step) {
    const at = noon.set({ hour, minute: 0 });
    if (at.hour !== hour || at.minute !== 0 || at.toMillis() <= start) continue;
    ticks.push({
      at: at.toMillis(),
      kind: 'hour',
      label: at.toFormat('HH:mm'),
    });
  }
  return ticks;
}

function hourTicks(window: TimeWindow, zone: string, step: number): Tick[] {
  return [
    ...dayStarts(window, zone).map(at => dayTick(at, zone)),
    ...noonsOf(window, zone).flatMap(noon => hoursOf(noon, step)),
  ]
    .filter(({ at }) => at >= window.from && at < window.to)
    .sort((one, other) => one.at - other.at);
}

/**
 * The lines of the axis: the starts of the days in the zone, and full hours where there is
 * room for so many. Steps are days of the calendar, not 24 hours.
 */
export function ticksOf(
  window: TimeWindow,
  zone: string,
  maxTicks: number,
): Tick[] {
  const length = window.to - window.from;
  const step =
    STEPS.find(one => length / lengthOf(one) <= maxTicks) ??
    STEPS[STEPS.length - 1];
  if (step.hours !== undefined) return hourTicks(window, zone, step.hours);
  const days = step.days ?? 1;
  return dayStarts(window, zone)
    .filter((_, index) => index % days === 0)
    .map(at => dayTick(at, zone));
}
