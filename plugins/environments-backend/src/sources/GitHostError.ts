/** Why the Git host gave no answer that can be used. */
export type GitHostErrorKind =
  | 'unreachable'
  | 'not-allowed'
  | 'not-found'
  | 'rate-limited'
  | 'too-large'
  | 'refused';

/** The Git host did not do what it was asked; the message is fit for people. */
export class GitHostError extends Error {
  readonly kind: GitHostErrorKind;
  /** The status of the answer, where there was one. */
  readonly status: number | undefined;
  /** Not before this time should it be asked again. */
  readonly retryAt: Date | undefined;

  constructor(
    kind: GitHostErrorKind,
    message: string,
    options: { status?: number; retryAt?: Date; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'GitHostError';
    this.kind = kind;
    this.status = options.status;
    this.retryAt = options.retryAt;
  }
}
