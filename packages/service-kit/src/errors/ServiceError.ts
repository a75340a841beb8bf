/** An answer that is not a success: its status, its code and words that any caller may read. */
export abstract class ServiceError extends Error {
  abstract readonly status: number;
  abstract readonly code: string;
  /** Headers that belong to the answer, such as Retry-After. */
  readonly headers: Readonly<Record<string, string>> = {};
  /** What a client may work on, beside the words; it replaces no member that every problem has. */
  readonly extensions: Readonly<Record<string, unknown>> = {};
}

/** The request itself is wrong. */
export class BadRequestError extends ServiceError {
  override name = 'BadRequestError';
  readonly status = 400;
  readonly code = 'BAD_REQUEST';
}

/** Nobody is signed in, or the token is not one of ours. */
export class UnauthenticatedError extends ServiceError {
  override name = 'UnauthenticatedError';
  readonly status = 401;
  readonly code = 'UNAUTHENTICATED';
  override readonly headers = { 'WWW-Authenticate': 'Bearer' };
}

/** The caller is known and may not do this. */
export class ForbiddenError extends ServiceError {
  override name = 'ForbiddenError';
  readonly status = 403;
  readonly code = 'FORBIDDEN';
}

/** There is no such thing, or the caller may not know of it. */
export class NotFoundError extends ServiceError {
  override name = 'NotFoundError';
  readonly status = 404;
  readonly code = 'NOT_FOUND';
}

/** The thing is in another state than the request supposes. */
export class ConflictError extends ServiceError {
  override name = 'ConflictError';
  readonly status = 409;
  readonly code = 'CONFLICT';
}

/** The body is larger than the service reads. */
export class TooLargeError extends ServiceError {
  override name = 'TooLargeError';
  readonly status = 413;
  readonly code = 'PAYLOAD_TOO_LARGE';
  // What is left of the body is not read.
  override readonly headers = { Connection: 'close' };
}

/** The body is of a kind that the service does not read. */
export class UnsupportedMediaTypeError extends ServiceError {
  override name = 'UnsupportedMediaTypeError';
  readonly status = 415;
  readonly code = 'UNSUPPORTED_MEDIA_TYPE';
}

/** Too many requests from one address or for one account. */
export class RateLimitError extends ServiceError {
  override name = 'RateLimitError';
  readonly status = 429;
  readonly code = 'RATE_LIMIT_EXCEEDED';
  override readonly headers: Readonly<Record<string, string>>;

  constructor(retryAfterSeconds: number) {
    super('Too many requests. Try again later.');
    this.headers = { 'Retry-After': String(retryAfterSeconds) };
  }
}

/** Something that the service needs does not answer. */
export class UnavailableError extends ServiceError {
  override name = 'UnavailableError';
  readonly status = 503;
  readonly code: string = 'UNAVAILABLE';
  override readonly headers: Readonly<Record<string, string>> = {
    'Retry-After': '2',
  };
}

/** The service has more to do than it can do in good time. */
export class OverloadedError extends UnavailableError {
  override name = 'OverloadedError';
  override readonly code = 'OVERLOADED';
  override readonly headers: Readonly<Record<string, string>>;

  constructor(retryAfterSeconds = 1) {
    super('There are too many requests at the moment. Try again soon.');
    this.headers = { 'Retry-After': String(retryAfterSeconds) };
  }
}
