/**
 * The pause that an answer asks for, in milliseconds. GitHub names it in
 * Retry-After or, at the end of a quota, as the second of X-RateLimit-Reset.
 * https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api
 */
export function requestedPauseMs(
  headers: Headers,
  now: number,
): number | undefined {
  const after = headers.get('retry-after')?.trim();
  if (after) {
    const ms = /^\d{1,7}$/.test(after)
      ? Number(after) * 1000
      : Date.parse(after) - now;
    return Number.isNaN(ms) ? undefined : Math.max(0, ms);
  }
  const reset = headers.get('x-ratelimit-reset') ?? '';
  return headers.get('x-ratelimit-remaining') === '0' &&
    /^\d{1,12}$/.test(reset)
    ? Math.max(0, Number(reset) * 1000 - now)
    : undefined;
}
