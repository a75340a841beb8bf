const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** A span of time in its largest unit, such as "3 days". */
export function span(ms: number): string {
  if (ms < MINUTE_MS) return 'less than a minute';
  if (ms < HOUR_MS) return counted(Math.floor(ms / MINUTE_MS), 'minute');
  if (ms < 2 * DAY_MS) return counted(Math.floor(ms / HOUR_MS), 'hour');
  return counted(Math.floor(ms / DAY_MS), 'day');
}

/** How long ago something was, such as "5 minutes ago". */
export function ago(at: string, now: number): string {
  const ms = now - Date.parse(at);
  return ms < MINUTE_MS ? 'just now' : `${span(ms)} ago`;
}

/** When an environment ends, such as "in 3 days"; in words of its own once it is over. */
export function expiry(end: string | null, now: number): string {
  if (end === null) return 'never';
  const ms = Date.parse(end) - now;
  if (ms < 0) return `${span(-ms)} ago`;
  // What was given 14 days a minute ago still has 14, not 13.
  const rounded = ms < 2 * DAY_MS ? ms : Math.round(ms / DAY_MS) * DAY_MS;
  return `in ${span(rounded)}`;
}

/** The time of day where the reader is, such as 10:42. */
export function clockTime(at: Date): string {
  return at.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
}

/** Day and time where the reader is, such as "24 Nov 2026, 10:42". */
export function dateTime(at: string): string {
  return new Date(at).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
}

/** Day and time of something near, such as "24 Nov, 14:05"; the year only where it is another. */
export function shortDateTime(at: string, now: number): string {
  const text = dateTime(at);
  const year = new Date(now).getFullYear();
  return new Date(at).getFullYear() === year
    ? text.replace(` ${year}`, '')
    : text;
}

/** A day, such as "24 Nov 2026"; days of price lists have no time zone. */
export function day(at: string): string {
  return new Date(at).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
}
