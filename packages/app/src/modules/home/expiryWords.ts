const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const counted = (count: number, unit: string) =>
  `${count} ${unit}${count === 1 ? '' : 's'}`;

/** When an environment ends, or how long it is overdue, in one or two words. */
export function expiryWords(expiresAt: string, now: Date): string {
  const left = Date.parse(expiresAt) - now.getTime();
  const span = Math.abs(left);
  let words = counted(Math.floor(span / DAY_MS), 'day');
  if (span < HOUR_MS) {
    words = 'less than an hour';
  } else if (span < 2 * DAY_MS) {
    words = counted(Math.floor(span / HOUR_MS), 'hour');
  }
  return left >= 0 ? `expires in ${words}` : `expired ${words} ago`;
}
