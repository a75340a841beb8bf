import { expiryWords } from './expiryWords';

const now = new Date('2026-11-25T12:00:00Z');

describe('expiryWords', () => {
  it.each([
    ['2026-11-28T12:00:00Z', 'expires in 3 days'],
    ['2026-11-27T12:00:00Z', 'expires in 2 days'],
    ['2026-11-27T11:59:59Z', 'expires in 47 hours'],
    ['2026-11-25T13:00:00Z', 'expires in 1 hour'],
    ['2026-11-25T12:59:59Z', 'expires in less than an hour'],
    ['2026-11-25T12:00:00Z', 'expires in less than an hour'],
    ['2026-11-25T11:30:00Z', 'expired less than an hour ago'],
    ['2026-11-22T12:00:00Z', 'expired 3 days ago'],
  ])('should say of %s: %s', (expiresAt, words) => {
    expect(expiryWords(expiresAt, now)).toBe(words);
  });
});
