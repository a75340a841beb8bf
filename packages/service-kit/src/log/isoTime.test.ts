import { isoTime } from './isoTime';

describe('isoTime', () => {
  it.each([
    '1970-01-01T00:00:00.000Z',
    '2026-01-01T23:59:59.007Z',
    '2026-01-01T23:59:59.999Z',
    '2026-01-02T00:00:00.000Z',
    '2026-01-01T23:59:59.120Z',
  ])('should write %s', time => {
    expect(isoTime(Date.parse(time))).toBe(`,"time":"${time}"`);
  });
});
