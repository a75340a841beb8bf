let second = NaN;
let prefix = '';

/** The time as pino puts it into a line: ISO 8601 in UTC, of which all but the milliseconds is made once a second. */
export function isoTime(nowMs = Date.now()): string {
  const now = Math.floor(nowMs / 1000);
  if (now !== second) {
    second = now;
    prefix = `,"time":"${new Date(now * 1000).toISOString().slice(0, 20)}`;
  }
  return `${prefix}${String(nowMs - now * 1000).padStart(3, '0')}Z"`;
}
