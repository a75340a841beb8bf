import { z } from 'zod/v4';
import { moneySchema } from '@portico/plugin-cost-common';

/**
 * What the owner of an environment may have in all, and has today. A limit is
 * null where none is set; what is used without the environment that is asked for.
 */
export const quotaSchema = z.object({
  owner: z.string(),
  environments: z.object({
    used: z.number().int().nonnegative(),
    limit: z.number().int().nonnegative().nullable(),
  }),
  /** List prices a month; `used` is null where one of them is not known. */
  monthly: z.object({
    used: moneySchema.nullable(),
    limit: moneySchema.nullable(),
  }),
});

/** What the owner of an environment may have in all, and has today. */
export type Quota = z.infer<typeof quotaSchema>;
