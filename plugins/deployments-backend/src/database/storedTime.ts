/** The time of a record whose time nobody tells: it is older than all others. */
export const NO_TIME = '1970-01-01T00:00:00.000Z';

/** A time in the one form in which times sort as text; null where there is none. */
export function storedTime(time: string | null): string | null {
  const ms = Date.parse(time ?? '');
  return Number.isFinite(ms) ? new Date(ms).toISOString() : null;
}
