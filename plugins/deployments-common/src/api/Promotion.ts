import { z } from 'zod/v4';
import { entityRefSchema, environmentKeySchema } from '../fields';

/** A name that is a folder of the repository, and nothing that leads out of it. */
const FOLDER = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** A tag of an image, which needs no quotes in a file. */
const TAG = /^\w[\w.-]{0,127}$/;

/** The body of `POST /promotions`: the version that an environment is to have, newer or older. */
export const promotionRequestSchema = z.strictObject({
  entityRef: entityRefSchema,
  environment: environmentKeySchema.regex(FOLDER, {
    error: 'must be lower-case letters, digits and dashes',
  }),
  version: z.string().regex(TAG, { error: 'must be the tag of an image' }),
  /** Why, for whoever reads the pull request. */
  reason: z.string().trim().min(1).max(1000).optional(),
});

/** The body of `POST /promotions`. */
export type PromotionRequest = z.infer<typeof promotionRequestSchema>;

/** The answer of `POST /promotions`: the pull request, which changes nothing before it is merged. */
export const promotionSchema = z.object({
  pullRequestUrl: z
    .string()
    .max(2048)
    .regex(/^https?:\/\//, {
      error: 'must be an http(s) address',
    }),
  number: z.number().int().positive(),
});

/** The answer of `POST /promotions`. */
export type Promotion = z.infer<typeof promotionSchema>;

/** The file in which a promotion changes one tag, as a path in the platform's repository. */
export function promotionFile(environment: string): string {
  return `infra/kubernetes/overlays/${environment}/images/kustomization.yaml`;
}
