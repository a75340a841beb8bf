import { isError, ResponseError } from '@backstage/errors';
import type { LaneProblem, LaneProblemKind } from './TimelineLane';

/** What the errors of a sign-in are called that is over, or was given up. */
const SIGN_IN_ERRORS = ['PopupRejectedError', 'RejectedError'];

/** What a backend says of a 404 itself; without it, no backend has answered at all. */
const TOLD_NOT_FOUND = 'NotFoundError';

function kindOf({ statusCode, cause }: ResponseError): LaneProblemKind {
  switch (statusCode) {
    case 401:
      return 'signed-out';
    case 403:
      return 'not-allowed';
    case 404:
      return cause.name === TOLD_NOT_FOUND ? 'refused' : 'not-installed';
    case 429:
      return 'down';
    default:
      return statusCode >= 500 ? 'down' : 'refused';
  }
}

function ofResponse(error: ResponseError, source: string): LaneProblem {
  const kind = kindOf(error);
  const message = error.cause.message || error.message;
  switch (kind) {
    case 'not-installed':
      return {
        kind,
        source,
        message: `The backend of plugin ${source} is not installed, or has no timeline.`,
      };
    case 'signed-out':
      return { kind, source, message: 'Your sign-in has ended.' };
    default:
      return { kind, source, message };
  }
}

/** Tells what kind of trouble an error is that reading a lane has thrown. */
export function laneProblemOf(error: unknown, source: string): LaneProblem {
  if (ResponseError.is(error)) return ofResponse(error, source);
  if (!isError(error)) return { kind: 'down', source, message: String(error) };
  if (SIGN_IN_ERRORS.includes(error.name)) {
    return { kind: 'signed-out', source, message: 'Your sign-in has ended.' };
  }
  if (error.name === 'TypeError') {
    // What fetch throws when no answer came at all.
    return { kind: 'down', source, message: 'The portal did not answer.' };
  }
  if (['ZodError', '$ZodError', 'SyntaxError'].includes(error.name)) {
    return {
      kind: 'odd',
      source,
      message: `${source} answered in a way that this page does not understand. Reload the page; it may be older than the portal.`,
    };
  }
  return { kind: 'down', source, message: error.message };
}
