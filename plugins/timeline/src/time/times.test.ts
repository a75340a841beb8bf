import {
  bothTimes,
  clockTime,
  fromInputValue,
  toInputValue,
  viewerZone,
} from './times';

const at = Date.parse('2026-11-25T23:42:00Z');

describe('times', () => {
  it('should tell a moment in the zone of the reader and in UTC', () => {
    expect(bothTimes(Date.parse('2026-11-25T10:42:00Z'), 'Europe/Berlin')).toBe(
      '25 Nov 2026, 11:42 (Europe/Berlin), 10:42 UTC',
    );
    // The day is told again where it is another one.
    expect(bothTimes(at, 'Europe/Berlin')).toBe(
      '26 Nov 2026, 00:42 (Europe/Berlin), 25 Nov 2026, 23:42 UTC',
    );
    expect(bothTimes(at, 'UTC')).toBe('25 Nov 2026, 23:42 UTC');
    expect(clockTime(at, 'Asia/Kathmandu')).toBe('05:27');
  });

  it('should write a moment for an input and read it again', () => {
    expect(toInputValue(at, 'Europe/Berlin')).toBe('2026-11-26T00:42');
    expect(fromInputValue('2026-11-26T00:42', 'Europe/Berlin')).toBe(at);
    expect(fromInputValue('', 'Europe/Berlin')).toBeNaN();
  });

  it('should know the zone of the browser', () => {
    expect(() => bothTimes(at, viewerZone())).not.toThrow();
    expect(bothTimes(at, viewerZone())).toMatch(/UTC$/);
  });
});
