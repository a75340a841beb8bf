import { parseDuration } from './parseDuration';
import { lengthMs, usersAt } from './usersAt';

describe('usersAt', () => {
  const ramp = {
    startVUs: 1,
    stages: [
      { duration: 4_000, target: 5 },
      { duration: 1_000, target: 5 },
      { duration: 5_000, target: 0 },
    ],
  };

  it.each([
    [0, 1],
    [999, 1],
    [1_000, 2],
    [3_999, 4],
    [4_000, 5],
    [5_000, 5],
    [5_001, 5],
    [6_000, 4],
    [9_999, 1],
    [10_000, 0],
    [99_000, 0],
  ])('should want after %i ms %i', (elapsedMs, users) => {
    expect(usersAt(ramp, elapsedMs)).toBe(users);
  });

  it('should know how long it takes', () => {
    expect(lengthMs(ramp)).toBe(10_000);
  });
});

describe('parseDuration', () => {
  it.each([
    ['1m30s', 90_000],
    ['250ms', 250],
    ['1.5s', 1_500],
    ['2h', 7_200_000],
    [300, 300],
  ])('should read %s', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each(['', '5', '5 s', '1d', '-1s', 's', NaN, -1])(
    'should refuse %s',
    text => {
      expect(() => parseDuration(text)).toThrow('is no duration');
    },
  );
});
