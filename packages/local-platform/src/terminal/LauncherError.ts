/** A failure that the person at the terminal can do something about. */
export class LauncherError extends Error {
  /** What to do about it. */
  readonly fix?: string;

  constructor(
    message: string,
    options: { fix?: string; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'LauncherError';
    this.fix = options.fix;
  }
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  if (error instanceof AggregateError && !error.message) {
    return error.errors.map(messageOf).join('; ');
  }
  return hasMessage(error) ? error.message : String(error);
}

/** How a failure is told: the reason and the fix; a defect of ours with its stack. */
export function describeFailure(error: unknown): string {
  if (error instanceof LauncherError) {
    return error.fix ? `${error.message}\n  Fix: ${error.fix}` : error.message;
  }
  return error instanceof Error ? error.stack ?? error.message : String(error);
}

function hasMessage(error: unknown): error is { message: string } {
  return (
    typeof error === 'object' &&
    error !== null &&
    'message' in error &&
    typeof error.message === 'string'
  );
}
