import { z } from 'zod/v4';

/** The longest time to live, in days. */
export const TTL_MAX_DAYS = 365;

const TTL_RULE = `must be days or hours, such as 14d or 36h, and at most ${TTL_MAX_DAYS}d`;
const TTL_TEXT = /^([1-9]\d{0,4})([dh])$/;
const MS_PER_HOUR = 60 * 60 * 1000;

/** A time to live in milliseconds, or undefined where the text is none. */
export function ttlToMs(ttl: string): number | undefined {
  const match = TTL_TEXT.exec(ttl);
  if (!match) return undefined;
  const hours = Number(match[1]) * (match[2] === 'd' ? 24 : 1);
  return hours <= TTL_MAX_DAYS * 24 ? hours * MS_PER_HOUR : undefined;
}

/** A time to live: days or hours, such as `14d` or `36h`. */
export const ttlSchema = z
  .string({ error: TTL_RULE })
  .refine(ttl => ttlToMs(ttl) !== undefined, { error: TTL_RULE });

/** When an environment expires, in ISO-8601; null where it has no time to live. */
export function expiresAt(
  ttl: string | undefined,
  startedAt: Date,
): string | null {
  const ms = ttl === undefined ? undefined : ttlToMs(ttl);
  return ms === undefined
    ? null
    : new Date(startedAt.getTime() + ms).toISOString();
}

/** How long before its end an environment counts as expiring: three days. */
export const EXPIRING_WITHIN_MS = 72 * MS_PER_HOUR;

/** Whether the end of an environment is near or past. */
export function isExpiring(end: string | null, now: Date): boolean {
  return end !== null && Date.parse(end) - now.getTime() <= EXPIRING_WITHIN_MS;
}
