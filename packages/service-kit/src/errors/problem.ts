import { STATUS_CODES } from 'node:http';
import type { ErrorRequestHandler, Response } from 'express';
import { contextOf } from '../http/RequestContext';
import { ServiceError } from './ServiceError';

/** An error as the caller sees it, after RFC 9457; an error may have members of its own besides. */
export interface Problem {
  type: 'about:blank';
  title: string;
  status: number;
  code: string;
  detail: string;
  requestId: string;
}

/** An error as the caller sees it; anything but a ServiceError is a 500 that says nothing. */
export function problemOf(
  error: ServiceError | undefined,
  requestId: string,
): Problem {
  const status = error?.status ?? 500;
  return {
    ...error?.extensions,
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code: error?.code ?? 'INTERNAL',
    detail: error?.message ?? 'Something went wrong on our side.',
    requestId,
  };
}

/** Answers with a problem and nothing of the inside: no stack, no query, no path. */
export function sendProblem(
  response: Response,
  error: ServiceError | undefined,
  requestId: string,
): void {
  const problem = problemOf(error, requestId);
  response
    .status(problem.status)
    .set(error?.headers ?? {})
    .type('application/problem+json')
    .send(JSON.stringify(problem));
}

/** The one place where an error becomes an answer. */
export const problemHandler: ErrorRequestHandler = (
  error,
  request,
  response,
  _next,
) => {
  const context = contextOf(request);
  const { log, requestId } = context;
  // What a caller may know; any other error stays unknown, whatever status it carries.
  const known = error instanceof ServiceError ? error : undefined;
  if (!known || response.headersSent) {
    log.error({ err: error }, 'A request failed');
  }
  if (response.headersSent) {
    context.failed = true;
    // Half an answer must not look like a whole one.
    response.destroy();
    return;
  }
  sendProblem(response, known, requestId);
};
