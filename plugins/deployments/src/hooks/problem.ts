import { isError, ResponseError } from '@backstage/errors';
import { sentence } from '../words/sentence';

/** Why something could not be shown or done, in the words of this plugin. */
export interface Problem {
  kind:
    | 'signed-out'
    | 'not-allowed'
    /** The backend, or this part of it, is not there. */
    | 'not-set-up'
    /** Too much was asked for; it goes on later. */
    | 'busy'
    | 'down'
    /** An answer that this version does not understand. */
    | 'odd'
    /** The question itself was refused. */
    | 'refused';
  /** What the other side said, or what we saw, as one plain sentence. */
  message: string;
}

/** What is said first where nobody is signed in any more. */
export const SIGN_IN_ENDED = 'Your sign-in has ended';

/** How it goes on where what is on the page must not be lost. */
export const SIGN_IN_ELSEWHERE =
  'Sign in again in another tab and press once more, or reload this page.';

function kindOf(status: number): Problem['kind'] {
  switch (status) {
    case 401:
      return 'signed-out';
    case 403:
      return 'not-allowed';
    case 404:
    case 501:
      return 'not-set-up';
    case 429:
      return 'busy';
    default:
      return status >= 500 ? 'down' : 'refused';
  }
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

function waitWords(error: ResponseError): string {
  const seconds = Number(error.response?.headers?.get('retry-after') ?? NaN);
  return Number.isFinite(seconds) && seconds > 0
    ? ` Try again in ${Math.ceil(seconds)} s.`
    : '';
}

/** What the backend said; an answer that is not of the backend is only counted, not quoted. */
function wordsOf(error: ResponseError): string {
  const said = error.cause.message || error.message;
  return said.startsWith('Request failed with status')
    ? `The portal answered with status ${error.statusCode}.`
    : sentence(said);
}

function ofAnswer(error: ResponseError): Problem {
  const kind = kindOf(error.statusCode);
  const message = wordsOf(error);
  return {
    kind,
    message: kind === 'busy' ? message + waitWords(error) : message,
  };
}

function odd(error: Error & { issues?: unknown }): Problem {
  const [issue] = Array.isArray(error.issues) ? error.issues : [];
  const at = Array.isArray(issue?.path) ? ` (at ${issue.path.join('.')})` : '';
  return {
    kind: 'odd',
    message: `The portal answered something that this page does not understand${at}. Reload the page; it may be older than the portal.`,
  };
}

/** Tells what kind of trouble an error is, so that each gets its own words. */
export function describeProblem(error: unknown): Problem {
  if (!isError(error)) return { kind: 'down', message: String(error) };
  if (isEndedSignIn(error)) {
    return { kind: 'signed-out', message: `${SIGN_IN_ENDED}.` };
  }
  if (ResponseError.is(error)) return ofAnswer(error);
  switch (error.name) {
    // What fetch throws when no answer came at all.
    case 'TypeError':
      return { kind: 'down', message: 'The portal did not answer.' };
    case 'DeadlineError':
      return { kind: 'down', message: sentence(error.message) };
    // No JSON, or JSON of another shape.
    case 'SyntaxError':
    case 'ZodError':
    case '$ZodError':
      return odd(error);
    default:
      return { kind: 'down', message: sentence(error.message) };
  }
}

/** Whether an error only says that we ended the request ourselves. */
export function isAbort(error: unknown): boolean {
  return isError(error) && error.name === 'AbortError';
}
