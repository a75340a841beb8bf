import { limitSchema } from '@portico/service-kit';
import { z } from 'zod/v4';

const MOST_CENTS = 100_000_000;
// PostgreSQL's `integer` ends here.
const MOST_VERSIONS = 2_147_483_647;

// PostgreSQL keeps no text with this character.
const text = () => z.string().refine(value => !value.includes('\0'));

/** A product as everybody sees it. */
export interface Product {
  id: string;
  sku: string;
  name: string;
  description: string;
  category: string;
  priceCents: number;
  currency: 'USD';
  /** Pieces that nobody has reserved. */
  available: number;
  version: number;
}

/** What an administrator says of a product. */
export const productFields = {
  sku: z.string().regex(/^[A-Z0-9-]{1,40}$/),
  name: text().trim().min(1).max(200),
  description: text().trim().max(5_000),
  category: z.string().regex(/^[a-z0-9-]{1,40}$/),
  priceCents: z.int().min(1).max(MOST_CENTS),
};

export const newProductSchema = z.strictObject({
  ...productFields,
  onHand: z.int().min(0).max(1_000_000).default(0),
});

export const productChangeSchema = z.strictObject({
  name: productFields.name.optional(),
  description: productFields.description.optional(),
  category: productFields.category.optional(),
  priceCents: productFields.priceCents.optional(),
  active: z.boolean().optional(),
  /** The version that the change was made for. */
  version: z.int().min(1).max(MOST_VERSIONS),
});

export const stockSchema = z.strictObject({
  onHand: z.int().min(0).max(1_000_000),
});

export const searchSchema = z.strictObject({
  q: text().trim().max(200).default(''),
  category: productFields.category.optional(),
  // The longest name, in whatever script, is in it.
  cursor: z.string().max(2_000).optional(),
  limit: limitSchema,
});

export const idsSchema = z.strictObject({
  ids: z
    .string()
    .max(4_000)
    .transform(list => [...new Set(list.split(','))])
    .pipe(z.array(z.uuid()).min(1).max(100)),
});

export type NewProduct = z.output<typeof newProductSchema>;
export type ProductChange = z.output<typeof productChangeSchema>;
export type ProductSearch = z.output<typeof searchSchema>;
