import { DateTime } from 'luxon';

/** The zone of whoever looks at the page. */
export function viewerZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function inZone(at: number, zone: string): DateTime {
  return DateTime.fromMillis(at, { zone, locale: 'en-GB' });
}

/** The time of day, such as "10:42". */
export function clockTime(at: number, zone: string): string {
  return inZone(at, zone).toFormat('HH:mm');
}

/** A day, such as "25 Nov 2026". */
export function dayWords(at: number, zone: string): string {
  return inZone(at, zone).toFormat('d LLL yyyy');
}

/** Day and time, such as "25 Nov 2026, 11:42". */
export function dateTime(at: number, zone: string): string {
  return `${dayWords(at, zone)}, ${clockTime(at, zone)}`;
}

/** A moment where the reader is and in UTC, such as "25 Nov 2026, 11:42 (Europe/Berlin), 10:42 UTC". */
export function bothTimes(at: number, zone: string): string {
  if (zone === 'UTC') return `${dateTime(at, zone)} UTC`;
  const sameDay = dayWords(at, zone) === dayWords(at, 'UTC');
  const utc = sameDay ? clockTime(at, 'UTC') : dateTime(at, 'UTC');
  return `${dateTime(at, zone)} (${zone}), ${utc} UTC`;
}

/** A moment as the value of an input for day and time, such as "2026-11-25T11:42". */
export function toInputValue(at: number, zone: string): string {
  return inZone(at, zone).toFormat("yyyy-MM-dd'T'HH:mm");
}

/** The moment of an input for day and time; NaN where nothing sensible is in it. */
export function fromInputValue(value: string, zone: string): number {
  return DateTime.fromISO(value, { zone }).toMillis();
}
