import { z } from 'zod/v4';
import { amountSchema, currencySchema } from '@portico/plugin-cost-common';

const decimalSchema = z
  .string()
  .max(40)
  .regex(/^-?\d+(\.\d+)?$/, { error: 'must be a decimal in text' });

/**
 * One component of one resource. What is unknown is null and never 0: the quantity of what
 * depends on use, the price of what is not in the price book, and so the amount of both.
 */
export const estimateLineSchema = z
  .object({
    address: z.string(),
    resourceType: z.string(),
    module: z.string(),
    component: z.string(),
    kind: z.enum(['fixed', 'usage-dependent', 'not-priced']),
    quantity: decimalSchema.nullable(),
    unit: z.string(),
    price: decimalSchema.nullable(),
    monthly: amountSchema.nullable(),
    /** Why a line has no amount, or what it depends on. */
    note: z.string().optional(),
    /** The day of this line's price. */
    asOf: z.iso.date().optional(),
    /** Where the price was read. */
    source: z.string().optional(),
  })
  .refine(({ kind, monthly }) => (kind === 'fixed') === (monthly !== null), {
    path: ['monthly'],
    error: 'must be an amount where kind is fixed, and null otherwise',
  });

/** One component of one resource, with its list price a month. */
export type EstimateLine = z.infer<typeof estimateLineSchema>;

/** The list price of an environment a month; the total is the sum of the rounded lines. */
export const estimateSchema = z.object({
  currency: currencySchema,
  region: z.string(),
  asOf: z.iso.date(),
  total: z.object({
    monthly: amountSchema,
    /** True where a line has no amount, so that the true cost is higher. */
    atLeast: z.boolean(),
  }),
  /**
   * What a commitment of a year, with nothing upfront, would save a month; null where no
   * such price is known. It is never taken off the total.
   */
  commitment: z
    .object({
      saving: amountSchema,
      /** How many lines can be had for less; the others cost what they cost. */
      lines: z.number().int(),
    })
    .nullable()
    .optional(),
  lines: z.array(estimateLineSchema),
});

/** The list price of an environment a month. */
export type Estimate = z.infer<typeof estimateSchema>;

/** Said in place of an estimate when none could be made; nothing is assumed to cost 0. */
export const unavailableEstimateSchema = z.object({
  status: z.literal('unavailable'),
  reason: z.string(),
});

/** Said in place of an estimate when none could be made. */
export type UnavailableEstimate = z.infer<typeof unavailableEstimateSchema>;

/** An estimate, or why there is none. */
export const estimateResultSchema = z.union([
  unavailableEstimateSchema,
  estimateSchema,
]);

/** An estimate, or why there is none. */
export type EstimateResult = z.infer<typeof estimateResultSchema>;

/** Whether there is an estimate to show. */
export function isEstimate(result: EstimateResult): result is Estimate {
  return !('status' in result);
}
