import { z } from 'zod/v4';

const dimensionSchema = z.object({
  unit: z.string(),
  beginRange: z.string().optional(),
  pricePerUnit: z.object({ USD: z.string().regex(/^\d+(\.\d+)?$/) }).partial(),
});

const termSchema = z.object({
  priceDimensions: z.record(z.string(), dimensionSchema),
  termAttributes: z.record(z.string(), z.string()).default({}),
});

const itemSchema = z.object({
  product: z.object({
    sku: z.string(),
    attributes: z.record(z.string(), z.string()).default({}),
  }),
  terms: z.object({
    OnDemand: z.record(z.string(), termSchema).default({}),
    Reserved: z.record(z.string(), termSchema).default({}),
  }),
  publicationDate: z.iso.datetime({ offset: true }),
});

type Term = z.output<typeof termSchema>;

/** What AWS says of one product. */
export interface PriceListItem {
  readonly sku: string;
  /** The day on which AWS published it. */
  readonly asOf: string;
  /** Dollars by the unit, on demand; undefined where the list has none above zero. */
  readonly onDemand: string | undefined;
  /** Dollars an hour for who commits to a year and pays nothing upfront. */
  readonly committed: string | undefined;
}

/** A price of zero means "not billed here" in the list, and is not taken for one. */
function priceOf({ priceDimensions }: Term): string | undefined {
  const prices = Object.values(priceDimensions)
    // The first step of a price that falls with use is what a small user pays.
    .filter(({ beginRange }) => beginRange === undefined || beginRange === '0')
    .flatMap(({ pricePerUnit }) => pricePerUnit.USD ?? [])
    .filter(usd => Number(usd) > 0);
  return prices.length === 1 ? trimmed(prices[0]) : undefined;
}

/** The list writes ten decimals. */
function trimmed(usd: string): string {
  return usd.includes('.') ? usd.replace(/\.?0+$/, '') : usd;
}

function isYearWithoutUpfront({ termAttributes: term }: Term): boolean {
  return (
    term.LeaseContractLength === '1yr' &&
    term.PurchaseOption === 'No Upfront' &&
    (term.OfferingClass ?? 'standard') === 'standard'
  );
}

function only<T>(values: readonly T[]): T | undefined {
  return values.length === 1 ? values[0] : undefined;
}

/** Reads one entry of the price list, which comes as text; undefined where it is not one. */
export function parsePriceListItem(text: string): PriceListItem | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = itemSchema.safeParse(value);
  if (!parsed.success) return undefined;
  const { product, terms, publicationDate } = parsed.data;
  const onDemand = only(Object.values(terms.OnDemand));
  const committed = only(
    Object.values(terms.Reserved).filter(isYearWithoutUpfront),
  );
  return {
    sku: product.sku,
    asOf: publicationDate.slice(0, 10),
    onDemand: onDemand && priceOf(onDemand),
    committed: committed && priceOf(committed),
  };
}
