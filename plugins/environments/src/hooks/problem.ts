import { isError, ResponseError } from '@backstage/errors';

/** Why something could not be shown or done, in the words of this plugin. */
export interface Problem {
  kind:
    | 'not-allowed'
    | 'not-found'
    | 'signed-out'
    | 'busy'
    | 'unreachable'
    | 'unexpected';
  /** What the other side said, or what we saw, as one plain sentence. */
  message: string;
}

/** What is said first where nobody is signed in any more. */
export const SIGN_IN_ENDED = 'Your sign-in has ended';

/** How it goes on where what is on the page must not be lost. */
export const SIGN_IN_ELSEWHERE =
  'Sign in again in another tab and press once more, or reload this page.';

function kindOf(status: number): Problem['kind'] {
  if (status === 401) return 'signed-out';
  if (status === 403) return 'not-allowed';
  if (status === 404) return 'not-found';
  if (status === 429 || status === 503) return 'busy';
  return status >= 500 ? 'unreachable' : 'unexpected';
}

/** Whether a sign-in that was to be renewed is over, or somebody has closed its window. */
function isEndedSignIn(error: Error): boolean {
  if (ResponseError.is(error)) {
    return (
      error.statusCode < 500 &&
      /\/refresh(\?|$)/.test(error.response?.url ?? '')
    );
  }
  return ['PopupRejectedError', 'RejectedError'].includes(error.name);
}

/** Tells what kind of trouble an error is, so that each gets its own words. */
export function describeProblem(error: unknown): Problem {
  if (isError(error) && isEndedSignIn(error)) {
    return { kind: 'signed-out', message: `${SIGN_IN_ENDED}.` };
  }
  if (ResponseError.is(error)) {
    return {
      kind: kindOf(error.statusCode),
      message: error.cause.message || error.message,
    };
  }
  if (isError(error)) {
    // What fetch throws when no answer came at all.
    if (error.name === 'TypeError') {
      return { kind: 'unreachable', message: 'The portal did not answer.' };
    }
    // An answer that the schemas of this version do not accept.
    if (error.name === 'ZodError' || error.name === '$ZodError') {
      return {
        kind: 'unexpected',
        message:
          'The portal answered in a way that this page does not understand. Reload the page; it may be older than the portal.',
      };
    }
    return { kind: 'unexpected', message: error.message };
  }
  return { kind: 'unexpected', message: String(error) };
}

/** Whether an error only says that we ended the request ourselves. */
export function isAbort(error: unknown): boolean {
  return isError(error) && error.name === 'AbortError';
}
