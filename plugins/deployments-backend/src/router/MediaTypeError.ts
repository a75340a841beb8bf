import { CustomErrorBase } from '@backstage/errors';

/** A body of a type that is not taken: 415. */
export class MediaTypeError extends CustomErrorBase {
  readonly statusCode = 415;
  name = 'MediaTypeError' as const;
}
