import { ttlToMs } from '@portico/plugin-environments-common';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A time to live with some days more, from the start; undefined where none may be so long. */
export function extendedTtl(ttl: string, days: number): string | undefined {
  const ms = ttlToMs(ttl);
  if (ms === undefined) return undefined;
  const longer = ms + days * DAY_MS;
  const next =
    longer % DAY_MS === 0 ? `${longer / DAY_MS}d` : `${longer / HOUR_MS}h`;
  return ttlToMs(next) === undefined ? undefined : next;
}
