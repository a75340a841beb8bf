import fc from 'fast-check';
import { DateTime } from 'luxon';
import {
  anyMoment,
  anyShortWindow,
  anyWindow,
  anyZone,
} from '../__testUtils__/arbitraries';
import { dayStarts, labelSide, positionOf, ticksOf } from './axis';

const HOUR_MS = 3_600_000;

function at(text: string): number {
  return Date.parse(text);
}

/** The calendar day after a day, counted where every day has 24 hours. */
function dayAfter(day: string): string {
  return new Date(at(`${day}T00:00:00Z`) + 24 * HOUR_MS)
    .toISOString()
    .slice(0, 10);
}

function dayIn(ms: number, zone: string): string {
  return DateTime.fromMillis(ms, { zone }).toISODate() ?? '';
}

describe('positionOf', () => {
  const window = { from: 100, to: 200 };

  it.each([
    [100, 0],
    [150, 0.5],
    [200, 1],
    [0, 0],
    [999, 1],
  ])('should place %d at %d', (moment, position) => {
    expect(positionOf(moment, window)).toBe(position);
  });

  it('should keep everything within the window, and in its order', () => {
    fc.assert(
      fc.property(anyWindow, anyMoment, anyMoment, (any, one, other) => {
        const [first, second] = [one, other]
          .sort((a, b) => a - b)
          .map(moment => positionOf(moment, any));
        expect(first).toBeGreaterThanOrEqual(0);
        expect(second).toBeLessThanOrEqual(1);
        expect(first).toBeLessThanOrEqual(second);
      }),
    );
  });
});

describe('dayStarts', () => {
  it('should step by days of the calendar where clocks change', () => {
    // 25 October 2026 has 25 hours in Berlin, 29 March 23.
    const autumn = {
      from: at('2026-10-23T22:00:00Z'),
      to: at('2026-10-26T23:00:00Z'),
    };
    expect(
      dayStarts(autumn, 'Europe/Berlin').map(ms => new Date(ms).toISOString()),
    ).toEqual([
      '2026-10-23T22:00:00.000Z',
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
    ]);
    const spring = {
      from: at('2026-03-28T12:00:00Z'),
      to: at('2026-03-30T12:00:00Z'),
    };
    expect(
      dayStarts(spring, 'Europe/Berlin').map(ms => new Date(ms).toISOString()),
    ).toEqual(['2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z']);
  });

  it('should begin a day without a midnight at its first moment', () => {
    // In Beirut the 26th of March 2028 begins at one.
    const starts = dayStarts(
      { from: at('2028-03-25T12:00:00Z'), to: at('2028-03-26T12:00:00Z') },
      'Asia/Beirut',
    );
    expect(
      starts.map(ms =>
        DateTime.fromMillis(ms, { zone: 'Asia/Beirut' }).toFormat('d HH:mm'),
      ),
    ).toEqual(['26 01:00']);
  });

  it('should have every calendar day that begins in the window once', () => {
    fc.assert(
      fc.property(anyWindow, anyZone, (window, zone) => {
        const starts = dayStarts(window, zone);
        for (const start of starts) {
          expect(start).toBeGreaterThanOrEqual(window.from);
          expect(start).toBeLessThan(window.to);
          // The moment before belongs to another day.
          expect(dayIn(start - 1, zone)).not.toBe(dayIn(start, zone));
        }
        const days = starts.map(start => dayIn(start, zone));
        days.slice(1).forEach((day, index) => {
          // A zone may have left a day out, as Apia did in 2011.
          expect([
            dayAfter(days[index]),
            dayAfter(dayAfter(days[index])),
          ]).toContain(day);
        });
        const first = dayIn(window.from, zone);
        expect([
          first,
          dayAfter(first),
          dayAfter(dayAfter(first)),
          undefined,
        ]).toContain(days[0]);
        const last = dayIn(window.to - 1, zone);
        expect([last, undefined]).toContain(days.at(-1));
      }),
      { numRuns: 40 },
    );
  });
});

describe('ticksOf', () => {
  it.each([
    [
      'hours',
      '2026-11-25T06:30:00Z',
      '2026-11-25T12:30:00Z',
      'UTC',
      ['07:00', '08:00', '09:00', '10:00', '11:00', '12:00'],
    ],
    [
      'days among hours',
      '2026-11-24T20:00:00Z',
      '2026-11-25T20:00:00Z',
      'Europe/Berlin',
      ['21:00', '25 Nov', '03:00', '06:00', '09:00', '12:00', '15:00', '18:00'],
    ],
    [
      'days',
      '2026-11-18T10:00:00Z',
      '2026-11-25T10:00:00Z',
      'UTC',
      ['19 Nov', '20 Nov', '21 Nov', '22 Nov', '23 Nov', '24 Nov', '25 Nov'],
    ],
    [
      'every seventh day',
      '2026-10-26T10:00:00Z',
      '2026-11-25T10:00:00Z',
      'UTC',
      ['27 Oct', '3 Nov', '10 Nov', '17 Nov', '24 Nov'],
    ],
    [
      'no hour that the change of clocks left out',
      '2026-03-28T23:30:00Z',
      '2026-03-29T03:30:00Z',
      'Europe/Berlin',
      ['01:00', '03:00', '04:00', '05:00'],
    ],
    [
      'one line where a day begins at one',
      '2028-03-25T21:30:00Z',
      '2028-03-26T01:30:00Z',
      'Asia/Beirut',
      ['26 Mar', '02:00', '03:00', '04:00'],
    ],
  ])('should draw %s', (_, from, to, zone, labels) => {
    expect(
      ticksOf({ from: at(from), to: at(to) }, zone, 8).map(
        ({ label }) => label,
      ),
    ).toEqual(labels);
  });

  it('should stay within the window, in order, and leave room', () => {
    fc.assert(
      fc.property(
        anyShortWindow,
        anyZone,
        fc.integer({ min: 4, max: 16 }),
        (window, zone, maxTicks) => {
          const ticks = ticksOf(window, zone, maxTicks);
          const moments = ticks.map(tick => tick.at);
          expect(moments).toEqual(
            [...new Set(moments)].sort((one, other) => one - other),
          );
          for (const moment of moments) {
            expect(moment).toBeGreaterThanOrEqual(window.from);
            expect(moment).toBeLessThan(window.to);
          }
          // The ends of a window, a midnight and a change of clocks may each add a line.
          expect(ticks.length).toBeLessThanOrEqual(maxTicks + 4);
          for (const { at: ms, kind, label } of ticks) {
            const moment = DateTime.fromMillis(ms, { zone });
            expect(label).toBe(
              moment
                .setLocale('en-GB')
                .toFormat(kind === 'hour' ? 'HH:mm' : 'd LLL'),
            );
            expect(kind === 'hour').toBe(
              ms !== moment.startOf('day').toMillis(),
            );
          }
        },
      ),
    );
  });
});

describe('labelSide', () => {
  it.each([
    [0, 700, 'after'],
    [0.9, 700, 'after'],
    [0.98, 700, 'before'],
    [0.9, 300, 'before'],
    // The width is not known yet.
    [0.98, 0, 'after'],
  ])(
    'should place the label of a line at %d of %d px %s it',
    (position, px, side) => {
      expect(labelSide(position, px)).toBe(side);
    },
  );
});
