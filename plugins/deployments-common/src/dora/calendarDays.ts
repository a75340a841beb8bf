import { DateTime, IANAZone } from 'luxon';

/** The longest window that is counted: three years and a bit. */
export const MAX_WINDOW_DAYS = 1_100;

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Whether there is such a zone in the IANA data, such as `Europe/Berlin`. */
export function isZone(zone: string): boolean {
  return IANAZone.isValidZone(zone);
}

/** The calendar day of a moment in a zone, as `2026-10-25`. */
export function dayOf(timeMs: number, zone: string): string {
  return DateTime.fromMillis(timeMs, { zone }).toISODate() as string;
}

/**
 * The calendar days in a zone that the half-open window [from, to) touches, in order. Steps are
 * days of the calendar and not 24 hours, so a day of 23 or 25 hours is there once.
 *
 * @throws RangeError where the zone does not exist, or the window is empty or longer than
 * `MAX_WINDOW_DAYS`
 */
export function calendarDays(
  fromMs: number,
  toMs: number,
  zone: string,
): string[] {
  if (!isZone(zone)) {
    throw new RangeError(`No such zone: ${zone}`);
  }
  if (!(fromMs < toMs) || toMs - fromMs > MAX_WINDOW_DAYS * DAY_MS) {
    throw new RangeError(
      `A window must have 1 ms to ${MAX_WINDOW_DAYS} days: ${fromMs} to ${toMs}`,
    );
  }
  const last = dayOf(toMs - 1, zone);
  const days: string[] = [];
  // The names of the days are counted without a zone, where each has 24 hours.
  let day = Date.parse(`${dayOf(fromMs, zone)}T00:00:00Z`);
  for (;;) {
    const name = new Date(day).toISOString().slice(0, 10);
    days.push(name);
    if (name >= last) {
      return days;
    }
    day += DAY_MS;
  }
}
