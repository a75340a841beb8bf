import { greeting } from './greeting';

const at = (hour: number, minute = 0) => new Date(2026, 10, 25, hour, minute);

describe('greeting', () => {
  it.each([
    [0, 'Good evening, Ada.'],
    [4, 'Good evening, Ada.'],
    [5, 'Good morning, Ada.'],
    [11, 'Good morning, Ada.'],
    [12, 'Good afternoon, Ada.'],
    [17, 'Good afternoon, Ada.'],
    [18, 'Good evening, Ada.'],
    [23, 'Good evening, Ada.'],
  ])('should fit %i o’clock', (hour, words) => {
    expect(greeting(at(hour), 'Ada')).toBe(words);
    expect(greeting(at(hour, 59), 'Ada')).toBe(words);
  });
});
