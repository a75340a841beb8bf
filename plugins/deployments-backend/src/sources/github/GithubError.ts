/** Why a Git host gave no answer that can be used. */
export type GithubErrorKind =
  | 'login-refused'
  | 'not-allowed'
  | 'not-found'
  | 'rate-limited'
  | 'timeout'
  | 'unreachable'
  | 'not-served'
  | 'too-large'
  | 'unreadable';

/** A Git host did not answer as it should; the message is fit for people. */
export class GithubError extends Error {
  readonly kind: GithubErrorKind;
  /** Not before this time should it be asked again. */
  readonly retryAt: Date | null;

  constructor(
    kind: GithubErrorKind,
    message: string,
    options: { retryAt?: Date; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'GithubError';
    this.kind = kind;
    this.retryAt = options.retryAt ?? null;
  }
}
