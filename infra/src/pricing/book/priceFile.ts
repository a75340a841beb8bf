import { InputError } from '@backstage/errors';
import { z } from 'zod/v4';
import { PriceBookEntry } from '../PriceBook';

const entrySchema = z.strictObject({
  service: z.string().min(1),
  region: z.string().min(1),
  attributes: z.record(z.string(), z.string()),
  unit: z.string().min(1),
  usd: z.string().regex(/^\d{1,9}(\.\d{1,12})?$/, {
    error: 'must be dollars in text, such as "0.0416"',
  }),
  source: z.string().min(1),
  asOf: z.iso.date(),
});

/** Reads prices from a file, or says which entry is wrong. */
export function parsePriceFile(value: unknown): PriceBookEntry[] {
  const parsed = z.array(entrySchema).safeParse(value);
  if (parsed.success) return parsed.data;
  const [{ path, message }] = parsed.error.issues;
  throw new InputError(`Not a file of prices: ${path.join('.')}: ${message}`);
}
