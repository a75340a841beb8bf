import { ago, expiry, shortDateTime, span } from './dates';

describe('dates', () => {
  it('should write times', () => {
    const now = Date.parse('2026-11-25T12:00:00Z');
    expect(span(59_000)).toBe('less than a minute');
    expect(span(47 * 3_600_000)).toBe('47 hours');
    expect(ago('2026-11-25T11:59:00Z', now)).toBe('1 minute ago');
    expect(expiry('2026-11-28T12:00:00Z', now)).toBe('in 3 days');
    expect(expiry('2026-12-09T11:59:00Z', now)).toBe('in 14 days');
    expect(expiry('2026-11-25T12:59:30Z', now)).toBe('in 59 minutes');
    expect(expiry('2026-11-25T10:00:00Z', now)).toBe('2 hours ago');
    expect(shortDateTime('2026-11-24T14:05:00', now)).toBe('24 Nov, 14:05');
    expect(shortDateTime('2025-11-24T14:05:00', now)).toBe(
      '24 Nov 2025, 14:05',
    );
    expect(expiry(null, now)).toBe('never');
  });
});
