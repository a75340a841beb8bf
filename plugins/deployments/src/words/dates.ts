const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How old something is, in its largest unit: "3 min", "5 h", "3 d". */
export function age(at: string, now: number): string {
  // A clock that differs makes nothing younger than new.
  const ms = Math.max(0, now - Date.parse(at));
  if (ms < MINUTE_MS) return '<1 min';
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} min`;
  if (ms < DAY_MS) return `${Math.floor(ms / HOUR_MS)} h`;
  return `${Math.floor(ms / DAY_MS)} d`;
}

/** How long ago something was, within a sentence: "3 d ago", "just now". */
export function ago(at: string, now: number): string {
  return now - Date.parse(at) < MINUTE_MS ? 'just now' : `${age(at, now)} ago`;
}

/** A span in its two largest units: "45 s", "2 h 10 min", "3 d 4 h". */
export function duration(seconds: number): string {
  const ms = Math.max(0, Math.round(seconds)) * SECOND_MS;
  const two = (big: number, bigUnit: string, small: number, unit: string) => {
    const rest = Math.floor((ms % big) / small);
    const first = `${Math.floor(ms / big)} ${bigUnit}`;
    return rest === 0 ? first : `${first} ${rest} ${unit}`;
  };
  if (ms < MINUTE_MS) return `${ms / SECOND_MS} s`;
  if (ms < HOUR_MS) return two(MINUTE_MS, 'min', SECOND_MS, 's');
  if (ms < DAY_MS) return two(HOUR_MS, 'h', MINUTE_MS, 'min');
  return two(DAY_MS, 'd', HOUR_MS, 'h');
}

/** How long something took; null where one end is not known or the clocks do not agree. */
export function took(from: string | null, to: string | null): string | null {
  if (from === null || to === null) return null;
  const ms = Date.parse(to) - Date.parse(from);
  return ms < 0 ? null : duration(ms / SECOND_MS);
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

/** A day of a calendar, such as "24 Nov"; it has no time zone any more. */
export function day(name: string): string {
  return new Date(`${name}T00:00:00Z`).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
}
