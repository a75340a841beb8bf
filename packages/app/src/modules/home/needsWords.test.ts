import { needsWords } from './needsWords';

describe('needsWords', () => {
  it.each([
    [0, true, 'Nothing needs you.'],
    [1, true, '1 thing needs you.'],
    [2, true, '2 things need you.'],
    [0, false, 'We could not ask what needs you.'],
    [1, false, 'At least 1 thing needs you.'],
    [3, false, 'At least 3 things need you.'],
  ])('should say of %d things, all asked %s', (count, complete, words) => {
    expect(needsWords(count, complete)).toBe(words);
  });
});
