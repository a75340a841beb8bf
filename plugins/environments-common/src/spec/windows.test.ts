import fc from 'fast-check';
import { isBackupWindow, isMaintenanceWindow, windowsOverlap } from './windows';

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const DAY = 24 * 60;
const WEEK = 7 * DAY;

const clock = (minute: number) =>
  [Math.floor(minute / 60) % 24, minute % 60]
    .map(part => String(part).padStart(2, '0'))
    .join(':');
const weekClock = (minute: number) =>
  `${DAYS[Math.floor((minute % WEEK) / DAY)]}:${clock(minute % DAY)}`;

/** Every minute of the week from a start on, one by one. */
const minutesOf = (start: number, length: number) =>
  Array.from({ length }, (_, i) => (start + i) % WEEK);

describe('isMaintenanceWindow', () => {
  it('should be shorter than a day', () => {
    expect(isMaintenanceWindow('sun:04:30-mon:04:29')).toBe(true);
    expect(isMaintenanceWindow('sun:04:30-mon:04:30')).toBe(false);
  });
});

describe('windowsOverlap', () => {
  it.each([
    ['03:00-04:00', 'sun:04:30-sun:05:30', false],
    ['03:00-04:00', 'sun:03:30-sun:04:30', true],
    ['03:00-04:00', 'wed:02:00-wed:05:00', true],
    // One may start when the other ends.
    ['03:00-04:30', 'sun:04:30-sun:05:30', false],
    ['05:30-06:00', 'sun:04:30-sun:05:30', false],
    // Past midnight, and past the end of the week.
    ['23:30-00:30', 'mon:00:00-mon:00:30', true],
    ['00:00-00:30', 'sat:23:30-sun:00:30', true],
    ['23:30-00:30', 'sat:22:00-sat:23:30', false],
    ['06:00-05:00', 'thu:05:00-thu:05:45', false],
  ])('should say of %s and %s: %s', (backup, maintenance, overlap) => {
    expect(windowsOverlap(backup, maintenance)).toBe(overlap);
  });

  it('should say the same as counting every minute', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: DAY - 1 }),
        fc.integer({ min: 30, max: DAY - 1 }),
        fc.integer({ min: 0, max: WEEK - 1 }),
        fc.integer({ min: 30, max: DAY - 1 }),
        (daily, dailyLength, weekly, weeklyLength) => {
          const backup = `${clock(daily)}-${clock(daily + dailyLength)}`;
          const maintenance = `${weekClock(weekly)}-${weekClock(
            weekly + weeklyLength,
          )}`;
          expect(isBackupWindow(backup)).toBe(true);
          expect(isMaintenanceWindow(maintenance)).toBe(true);
          const taken = new Set(
            DAYS.flatMap((_, day) => minutesOf(day * DAY + daily, dailyLength)),
          );
          expect(windowsOverlap(backup, maintenance)).toBe(
            minutesOf(weekly, weeklyLength).some(minute => taken.has(minute)),
          );
        },
      ),
      { numRuns: 100 },
    );
  });
});
