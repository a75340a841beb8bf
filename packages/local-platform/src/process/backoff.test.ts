import { nextAttempt, restartDelayMs } from './backoff';

describe('restartDelayMs', () => {
  it.each([
    [1, 1_000],
    [2, 2_000],
    [5, 16_000],
    [6, 30_000],
    [500, 30_000],
  ])('should wait before attempt %d for %d ms', (attempt, delay) => {
    expect(restartDelayMs(attempt)).toBe(delay);
  });
});

describe('nextAttempt', () => {
  it('should count on after a short run and begin anew after a long one', () => {
    expect(nextAttempt(3, 59_999)).toBe(4);
    expect(nextAttempt(3, 60_000)).toBe(1);
  });
});
