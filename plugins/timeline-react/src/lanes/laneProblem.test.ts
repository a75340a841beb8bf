import { laneProblemOf } from './laneProblem';

function named(name: string): Error {
  return Object.assign(new Error('it says so'), { name });
}

describe('laneProblemOf', () => {
  it.each([
    [named('PopupRejectedError'), 'signed-out', 'Your sign-in has ended.'],
    [named('RejectedError'), 'signed-out', 'Your sign-in has ended.'],
    [named('LateError'), 'down', 'it says so'],
    ['a text', 'down', 'a text'],
  ])('should know %s', (error, kind, message) => {
    expect(laneProblemOf(error, 'slo')).toEqual({
      kind,
      source: 'slo',
      message,
    });
  });
});
