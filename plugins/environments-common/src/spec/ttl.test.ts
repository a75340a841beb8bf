import { expiresAt, isExpiring, ttlSchema, ttlToMs } from './ttl';

const HOUR = 3_600_000;

describe('ttlToMs', () => {
  it.each([
    ['1h', HOUR],
    ['36h', 36 * HOUR],
    ['14d', 14 * 24 * HOUR],
    ['365d', 365 * 24 * HOUR],
    ['8760h', 365 * 24 * HOUR],
  ])('should read %s', (ttl, ms) => {
    expect(ttlToMs(ttl)).toBe(ms);
    expect(ttlSchema.parse(ttl)).toBe(ttl);
  });

  it.each([
    '',
    '0d',
    '14',
    'd',
    '1.5d',
    '-1d',
    '14 d',
    '14D',
    '2w',
    '366d',
    '8761h',
    '1e3h',
    '14d\n',
    '٣d',
    '9'.repeat(100_000),
  ])('should refuse %j', ttl => {
    expect(ttlToMs(ttl)).toBeUndefined();
    expect(ttlSchema.safeParse(ttl).error?.issues[0].message).toBe(
      'must be days or hours, such as 14d or 36h, and at most 365d',
    );
  });
});

describe('expiresAt', () => {
  it('should count from the start', () => {
    const start = new Date('2026-11-25T10:00:00Z');
    expect(expiresAt('14d', start)).toBe('2026-12-09T10:00:00.000Z');
    expect(expiresAt('36h', start)).toBe('2026-11-26T22:00:00.000Z');
  });

  it('should be null for what does not expire', () => {
    expect(expiresAt(undefined, new Date('2026-11-25T10:00:00Z'))).toBeNull();
  });
});

describe('isExpiring', () => {
  const end = '2026-12-09T10:00:00.000Z';
  it.each([
    ['2026-12-06T09:59:59Z', false],
    ['2026-12-06T10:00:00Z', true],
    ['2026-12-09T10:00:00Z', true],
    ['2026-12-10T10:00:00Z', true],
  ])('should tell at %s: %s', (now, expiring) => {
    expect(isExpiring(end, new Date(now))).toBe(expiring);
  });

  it('should never be so for what does not expire', () => {
    expect(isExpiring(null, new Date('2030-01-01T00:00:00Z'))).toBe(false);
  });
});
