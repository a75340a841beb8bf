import { CustomErrorBase } from '@backstage/errors';

/** An event that is well formed and about nothing that the portal knows: 422. */
export class NotOursError extends CustomErrorBase {
  readonly statusCode = 422;
  name = 'NotOursError' as const;
}
