import fc from 'fast-check';
import { DateTime } from 'luxon';
import { anyMoment, anyZone } from '../__testUtils__/arbitraries';
import {
  WINDOW_PRESETS,
  windowFault,
  windowOf,
  windowWords,
} from './windowChoice';

function length(preset: (typeof WINDOW_PRESETS)[number], now: string) {
  const { from, to } = windowOf(
    { kind: 'preset', preset },
    Date.parse(now),
    'Europe/Berlin',
  );
  expect(to).toBe(Date.parse(now));
  return (to - from) / 3_600_000;
}

describe('windowOf', () => {
  it('should take hours as hours and days as days of the calendar', () => {
    // Clocks were set back on 25 October.
    expect(length('6h', '2026-10-25T04:00:00Z')).toBe(6);
    expect(length('24h', '2026-10-25T12:00:00Z')).toBe(24);
    expect(length('7d', '2026-10-25T12:00:00Z')).toBe(7 * 24 + 1);
    expect(length('30d', '2026-04-15T12:00:00Z')).toBe(30 * 24 - 1);
  });

  it('should begin at the time of day at which it ends, in any zone', () => {
    fc.assert(
      fc.property(anyMoment, anyZone, (now, zone) => {
        const { from } = windowOf({ kind: 'preset', preset: '7d' }, now, zone);
        const [start, end] = [from, now].map(ms =>
          DateTime.fromMillis(ms, { zone }),
        );
        const back = end.minus({ days: 7 });
        expect(start.toISODate()).toBe(back.toISODate());
        // An hour that is not there on that day becomes the next one.
        fc.pre(back.hour === end.hour && back.minute === end.minute);
        expect(start.toFormat('HH:mm')).toBe(end.toFormat('HH:mm'));
      }),
    );
  });

  it('should leave a fixed window as it is', () => {
    expect(windowOf({ kind: 'fixed', from: 1, to: 2 }, 99, 'UTC')).toEqual({
      from: 1,
      to: 2,
    });
  });
});

describe('windowWords', () => {
  it('should fit into a sentence', () => {
    expect(windowWords({ kind: 'preset', preset: '7d' })).toBe('these 7 days');
    expect(windowWords({ kind: 'fixed', from: 1, to: 2 })).toBe('this window');
  });
});

describe('windowFault', () => {
  const DAY_MS = 86_400_000;
  it.each([
    [0, 366 * DAY_MS, 'none'],
    [0, 366 * DAY_MS + 1, /366 days at most/],
    [5, 5, /end must be after/],
    [NaN, 5, /both a start and an end/],
    [5, NaN, /both a start and an end/],
  ])('should judge %d to %d', (from, to, fault) => {
    expect(windowFault(from, to) ?? 'none').toMatch(fault);
  });
});
