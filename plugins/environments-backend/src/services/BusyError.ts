import { ServiceUnavailableError } from '@backstage/errors';

/** Too much is asked at once; the answer says when to come again. */
export class BusyError extends ServiceUnavailableError {
  readonly retryAfterSeconds: number;

  constructor(message: string, retryAfterSeconds: number) {
    super(message);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
