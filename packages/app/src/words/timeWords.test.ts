import {
  agoWords,
  clockWords,
  joinWords,
  sinceWords,
  tookWords,
} from './timeWords';

const now = new Date(2026, 10, 26, 10, 42);
const before = (ms: number) => new Date(now.getTime() - ms);
const HOUR_MS = 3_600_000;

describe('agoWords', () => {
  it.each([
    [-5_000, 'just now'],
    [59_999, 'just now'],
    [60_000, '1 minute ago'],
    [59 * 60_000, '59 minutes ago'],
    [HOUR_MS, '1 hour ago'],
    [47 * HOUR_MS, '47 hours ago'],
    [48 * HOUR_MS, '2 days ago'],
  ])('should word %d ms', (age, words) => {
    expect(agoWords(before(age), now)).toBe(words);
  });
});

describe('sinceWords', () => {
  it.each([
    [new Date(2026, 10, 26, 9, 5), 'since 09:05'],
    [new Date(2026, 10, 25, 23, 59), 'since 25 Nov, 23:59'],
    [new Date(2025, 10, 26, 10, 0), 'since 26 Nov 2025, 10:00'],
  ])('should name the day only where it was another: %s', (at, words) => {
    expect(sinceWords(at.toISOString(), now)).toBe(words);
  });
});

describe('clockWords', () => {
  it('should use 24 hours', () => {
    expect(clockWords(new Date(2026, 10, 26, 15, 4))).toBe('15:04');
  });
});

describe('tookWords', () => {
  it.each([
    [0.4, '0 ms'],
    [999, '999 ms'],
    [1_000, '1.0 s'],
    [2_440, '2.4 s'],
  ])('should word %d', (ms, words) => {
    expect(tookWords(ms)).toBe(words);
  });
});

describe('joinWords', () => {
  it('should leave out what is not known, and full stops within the line', () => {
    expect(joinWords(['It is away.', null, undefined, false, '', 'b'])).toBe(
      'It is away · b',
    );
  });
});
