import { calendarDays, dayOf, isZone } from './calendarDays';

function days(from: string, to: string, zone: string) {
  return calendarDays(Date.parse(from), Date.parse(to), zone);
}

describe('calendarDays', () => {
  it('should step by days of the calendar where one has 25 hours', () => {
    expect(
      days('2026-10-23T22:00:00Z', '2026-10-26T23:00:00Z', 'Europe/Berlin'),
    ).toEqual(['2026-10-24', '2026-10-25', '2026-10-26']);
  });

  it('should have every day that the window touches, and none after its end', () => {
    expect(days('2026-11-01T23:59:00Z', '2026-11-03T00:00:00Z', 'UTC')) //
      .toEqual(['2026-11-01', '2026-11-02']);
    expect(days('2026-11-01T23:59:00Z', '2026-11-03T00:00:01Z', 'UTC')) //
      .toEqual(['2026-11-01', '2026-11-02', '2026-11-03']);
  });
});

describe('dayOf', () => {
  it('should follow the zone', () => {
    const at = Date.parse('2026-06-26T20:30:00Z');
    expect([dayOf(at, 'UTC'), dayOf(at, 'Asia/Kolkata')]).toEqual([
      '2026-06-26',
      '2026-06-27',
    ]);
  });
});

describe('isZone', () => {
  it.each([
    ['Europe/Berlin', true],
    ['UTC', true],
    ['Europe/Nowhere', false],
    ['', false],
  ])('should judge %j', (zone, is) => {
    expect(isZone(zone)).toBe(is);
  });
});
