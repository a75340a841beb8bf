import { httpError } from '../__testUtils__/FakeEnvironmentsApi';
import { describeProblem, isAbort } from './problem';

describe('describeProblem', () => {
  it.each([
    [401, 'signed-out'],
    [403, 'not-allowed'],
    [404, 'not-found'],
    [409, 'unexpected'],
    [429, 'busy'],
    [500, 'unreachable'],
    [502, 'unreachable'],
    [503, 'busy'],
  ])('should tell %s apart', (status, kind) => {
    expect(describeProblem(httpError(status, 'because'))).toEqual({
      kind,
      message: 'because',
    });
  });

  it('should know a sign-in that could not be renewed', () => {
    const signedOut = {
      kind: 'signed-out',
      message: 'Your sign-in has ended.',
    };
    const refused = (status: number) =>
      Object.assign(httpError(status, 'no session'), {
        response: { status, url: '/api/auth/github/refresh?env=production' },
      });
    expect(describeProblem(refused(403))).toEqual(signedOut);
    expect(describeProblem(refused(502)).kind).toBe('unreachable');
    const closed = Object.assign(new Error('Login failed, popup was closed'), {
      name: 'PopupRejectedError',
    });
    expect(describeProblem(closed)).toEqual(signedOut);
  });

  it('should find words for what never arrived or was not understood', () => {
    expect(describeProblem(new TypeError('Failed to fetch'))).toEqual({
      kind: 'unreachable',
      message: 'The portal did not answer.',
    });
    const odd = Object.assign(new Error('[...]'), { name: '$ZodError' });
    expect(describeProblem(odd).message).toMatch(/does not understand/);
    expect(describeProblem('odd')).toEqual({
      kind: 'unexpected',
      message: 'odd',
    });
  });

  it('should know what we ended ourselves', () => {
    expect(isAbort(new DOMException('gone', 'AbortError'))).toBe(true);
    expect(isAbort(new Error('gone'))).toBe(false);
  });
});
