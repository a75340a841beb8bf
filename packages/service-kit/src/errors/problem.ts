import { STATUS_CODES } from 'node:http';
import type { ErrorRequestHandler, Response } from 'express';
import { contextOf } from '../http/RequestContext';
import {
  BadRequestError,
  ServiceError,
  TooLargeError,
  UnsupportedMediaTypeError,
} from './ServiceError';

/** An error as the caller sees it, after RFC 9457. */
export interface Problem {
  type: 'about:blank';
  title: string;
  status: number;
  code: string;
  detail: string;
  requestId: string;
}

/** Translates the errors of Express and its body parser; anything unknown stays unknown. */
function toServiceError(error: unknown): ServiceError | undefined {
  if (error instanceof ServiceError) return error;
  if (!(error instanceof Error) || !('status' in error)) return undefined;
  switch (error.status) {
    case 413:
      return new TooLargeError('The body is too large.');
    case 415:
      return new UnsupportedMediaTypeError(
        'Send plain JSON without a content encoding, in UTF-8.',
      );
    case 400:
      // Its own message repeats a part of what was sent.
      return new BadRequestError('The request could not be read.');
    default:
      return undefined;
  }
}

/** Answers with a problem and nothing of the inside: no stack, no query, no path. */
export function sendProblem(
  response: Response,
  error: ServiceError | undefined,
  requestId: string,
): void {
  const status = error?.status ?? 500;
  const problem: Problem = {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code: error?.code ?? 'INTERNAL',
    detail: error?.message ?? 'Something went wrong on our side.',
    requestId,
  };
  response
    .status(status)
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
  const { log, requestId } = contextOf(request);
  const known = toServiceError(error);
  if (!known) log.error({ err: error }, 'A request failed');
  if (response.headersSent) {
    // Half an answer must not look like a whole one.
    response.destroy();
    return;
  }
  sendProblem(response, known, requestId);
};
