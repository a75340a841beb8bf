const DOCUMENTATION = 'https://docs.github.com/rest';

/** One entry of the `errors` of a 422. */
export interface ValidationError {
  resource: string;
  code: string;
  field?: string;
  message?: string;
}

/** An answer that isn't a success, as GitHub gives it. */
export class GitHubError extends Error {
  readonly status: number;
  readonly errors: readonly ValidationError[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    options: {
      errors?: readonly ValidationError[];
      headers?: Readonly<Record<string, string>>;
    } = {},
  ) {
    super(message);
    this.name = 'GitHubError';
    this.status = status;
    this.errors = options.errors;
    this.headers = options.headers ?? {};
  }

  /** The JSON body of the answer. */
  toJSON(): Record<string, unknown> {
    return {
      message: this.message,
      ...(this.errors && { errors: this.errors }),
      documentation_url: DOCUMENTATION,
      status: String(this.status),
    };
  }
}

/** What GitHub answers for whatever isn't there, or isn't yours to see. */
export function notFound(message = 'Not Found'): GitHubError {
  return new GitHubError(404, message);
}

/** A 422 about one field. */
export function validationFailed(error: ValidationError): GitHubError {
  return new GitHubError(422, 'Validation Failed', { errors: [error] });
}

/** A 422 that says what is wrong in its message alone. */
export function unprocessable(message: string): GitHubError {
  return new GitHubError(422, message);
}

/** The answer to an unknown token. */
export function badCredentials(): GitHubError {
  return new GitHubError(401, 'Bad credentials');
}

/** The answer to a change without a token. */
export function requiresAuthentication(): GitHubError {
  return new GitHubError(401, 'Requires authentication');
}
