import { ageWords } from './ageWords';

describe('ageWords', () => {
  it.each([
    [-5_000, '0 s'],
    [0, '0 s'],
    [119_999, '119 s'],
    [120_000, '2 min'],
    [7_199_999, '119 min'],
    [7_200_000, '2 h'],
    [90 * 3_600_000, '90 h'],
  ])('should word %d ms', (age, words) => {
    expect(ageWords(age)).toBe(words);
  });
});
