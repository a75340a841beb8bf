/** The longest pause that is believed: a quota of GitHub is new after an hour. */
const LONGEST_MS = 60 * 60_000;

function bounded(ms: number): number {
  return Math.min(Math.max(0, ms), LONGEST_MS);
}

/**
 * The pause that an answer asks for, in milliseconds; null where it asks for none. GitHub names
 * it in Retry-After or, at the end of a quota, as the second of X-RateLimit-Reset.
 * https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api
 */
export function requestedPauseMs(headers: Headers, now: number): number | null {
  const after = headers.get('retry-after')?.trim();
  if (after) {
    const ms = /^\d{1,9}$/.test(after)
      ? Number(after) * 1_000
      : Date.parse(after) - now;
    return Number.isNaN(ms) ? null : bounded(ms);
  }
  const reset = headers.get('x-ratelimit-reset') ?? '';
  return headers.get('x-ratelimit-remaining') === '0' &&
    /^\d{1,12}$/.test(reset)
    ? bounded(Number(reset) * 1_000 - now)
    : null;
}
