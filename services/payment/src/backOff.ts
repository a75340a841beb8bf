const FIRST_MS = 500;
const LONGEST_MS = 30_000;
/** How long a payment may be open before somebody should look. */
export const LATE_MS = 15 * 60_000;
const LATE_WAIT_MS = 5 * 60_000;

/** How long to wait before the provider is asked again; `random` from 0 to 1 keeps many from asking at once. */
export function waitMs(tried: {
  attempts: number;
  openMs: number;
  random: number;
}): { ms: number; late: boolean } {
  const { attempts, openMs, random } = tried;
  const late = openMs >= LATE_MS;
  const longest = late
    ? LATE_WAIT_MS
    : Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts - 1, 10));
  return { ms: longest * (0.5 + random / 2), late };
}
