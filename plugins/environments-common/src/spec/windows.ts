/** A stretch of the week in minutes, from Sunday midnight UTC; it may pass the end of the week. */
interface Stretch {
  start: number;
  length: number;
}

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const DAY_MINUTES = 24 * 60;
const WEEK_MINUTES = DAYS.length * DAY_MINUTES;

/** The shortest window that RDS takes (RDS user guide, backup and maintenance windows). */
const MIN_MINUTES = 30;

const TIME = '([01]\\d|2[0-3]):([0-5]\\d)';
const DAY = `(${DAYS.join('|')}):`;
const DAILY = new RegExp(`^${TIME}-${TIME}$`);
const WEEKLY = new RegExp(`^${DAY}${TIME}-${DAY}${TIME}$`);

const minutes = (hour: string, minute: string) =>
  Number(hour) * 60 + Number(minute);

/** How far it is from one minute to the next time that another one comes. */
const until = (from: number, to: number, round: number) =>
  (to - from + round) % round;

function daily(text: string): Stretch | undefined {
  const match = DAILY.exec(text);
  if (!match) return undefined;
  const start = minutes(match[1], match[2]);
  const end = minutes(match[3], match[4]);
  return { start, length: until(start, end, DAY_MINUTES) };
}

function weekly(text: string): Stretch | undefined {
  const match = WEEKLY.exec(text);
  if (!match) return undefined;
  const at = (day: string, hour: string, minute: string) =>
    DAYS.indexOf(day) * DAY_MINUTES + minutes(hour, minute);
  const start = at(match[1], match[2], match[3]);
  const end = at(match[4], match[5], match[6]);
  return { start, length: until(start, end, WEEK_MINUTES) };
}

/** Whether a text is a daily window, such as `03:00-04:00`, that RDS takes. */
export function isBackupWindow(text: string): boolean {
  const window = daily(text);
  return window !== undefined && window.length >= MIN_MINUTES;
}

/** Whether a text is a weekly window, such as `sun:04:30-sun:05:30`, that RDS takes. */
export function isMaintenanceWindow(text: string): boolean {
  const window = weekly(text);
  return (
    window !== undefined &&
    window.length >= MIN_MINUTES &&
    window.length < DAY_MINUTES
  );
}

/** Whether a daily and a weekly window have a minute in common; one may start when the other ends. */
export function windowsOverlap(backup: string, maintenance: string): boolean {
  const a = daily(backup);
  const b = weekly(maintenance);
  if (!a || !b) return false;
  return DAYS.some((_, day) => {
    const start = day * DAY_MINUTES + a.start;
    return (
      until(start, b.start, WEEK_MINUTES) < a.length ||
      until(b.start, start, WEEK_MINUTES) < b.length
    );
  });
}
