import { age, ago, day, duration, took } from './dates';

const NOW = Date.parse('2026-11-27T10:00:00Z');

describe('age', () => {
  it.each([
    ['2026-11-27T10:00:30Z', '<1 min', 'just now'],
    ['2026-11-27T09:59:01Z', '<1 min', 'just now'],
    ['2026-11-27T09:59:00Z', '1 min', '1 min ago'],
    ['2026-11-27T09:00:01Z', '59 min', '59 min ago'],
    ['2026-11-27T09:00:00Z', '1 h', '1 h ago'],
    ['2026-11-26T10:00:00Z', '1 d', '1 d ago'],
    ['2026-11-24T09:00:00Z', '3 d', '3 d ago'],
  ])('should word %s as %s', (at, words, inSentence) => {
    expect(age(at, NOW)).toBe(words);
    expect(ago(at, NOW)).toBe(inSentence);
  });
});

describe('duration', () => {
  it.each([
    [0, '0 s'],
    [45.4, '45 s'],
    [60, '1 min'],
    [250, '4 min 10 s'],
    [7_800, '2 h 10 min'],
    [7_205, '2 h'],
    [273_600, '3 d 4 h'],
  ])('should word %d s as %s', (seconds, words) => {
    expect(duration(seconds)).toBe(words);
  });
});

describe('took', () => {
  it('should not know how long something took whose ends it does not know', () => {
    const [start, end] = ['2026-11-27T09:00:00Z', '2026-11-27T09:04:00Z'];
    expect(took(start, end)).toBe('4 min');
    expect(took(null, end)).toBeNull();
    expect(took(start, null)).toBeNull();
    // Two clocks that do not agree measure nothing.
    expect(took(end, start)).toBeNull();
  });
});

describe('day', () => {
  it('should be the day of the calendar wherever the reader is', () => {
    expect(day('2026-10-25')).toBe('25 Oct');
  });
});
