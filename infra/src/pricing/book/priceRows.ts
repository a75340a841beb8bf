import { PriceAttributes, PriceBookEntry } from '../PriceBook';
import { PriceSourceName, priceSources } from './priceSources';

/** One number as it was read: dollars as text, and the source. */
export interface Quote {
  readonly usd: string;
  readonly source: PriceSourceName;
  /** Set where the number was read for another region that has had the same prices so far. */
  readonly readIn?: string;
}

/** One thing that has a price, with its quote in each region where one is known. */
export interface PriceRow {
  readonly service: string;
  readonly attributes: PriceAttributes;
  readonly unit: string;
  readonly quotes: Readonly<Record<string, Quote>>;
}

/** A quote. */
export function quote(usd: string, source: PriceSourceName): Quote {
  return { usd, source };
}

/**
 * The quotes of a row: us-east-1 as read; us-west-2 the same number, because
 * both regions were equal wherever both were seen; eu-west-1 only as read.
 */
export function regional(
  us: Quote,
  ireland?: Quote,
): Readonly<Record<string, Quote>> {
  return {
    'us-east-1': us,
    'us-west-2': { ...us, readIn: 'us-east-1' },
    ...(ireland && { 'eu-west-1': ireland }),
  };
}

/** Turns rows into entries, one a region. */
export function entriesOf(rows: readonly PriceRow[]): PriceBookEntry[] {
  return rows.flatMap(({ service, attributes, unit, quotes }) =>
    Object.entries(quotes).map(([region, { usd, source, readIn }]) => {
      const { title, asOf } = priceSources[source];
      const note = readIn ? ` (read for ${readIn}, equal so far)` : '';
      return {
        service,
        region,
        attributes,
        unit,
        usd,
        source: `${title}${note}`,
        asOf,
      };
    }),
  );
}
