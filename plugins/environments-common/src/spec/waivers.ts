import { z } from 'zod/v4';
import { fields, lineOfText, listOf } from './fields';
import { ownerRefSchema } from './metadata';

/** An exception from a policy: who answers for it, why, and until when. */
export const waiverSchema = fields({
  ruleId: z.string().regex(/^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$/, {
    error: 'must be the id of a policy rule, such as database-multi-az',
  }),
  /** The one resource it is for; for all where it is left out. */
  resource: lineOfText(256).optional(),
  owner: ownerRefSchema,
  reason: lineOfText(300).refine(reason => reason.trim().length >= 10, {
    error: 'must say why in at least 10 characters',
  }),
  /** The last day on which it holds. */
  expiry: z.iso.date({ error: 'must be a day, such as 2027-01-31' }),
});

/** An exception from a policy. */
export type Waiver = z.infer<typeof waiverSchema>;

/** The exceptions of an environment. */
export const waiversSchema = listOf(waiverSchema, { max: 20 });
