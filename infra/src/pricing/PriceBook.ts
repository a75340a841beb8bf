/** Whatever tells one price of a service from another, e.g. `{ instanceType: 't3.medium' }`. */
export type PriceAttributes = Readonly<Record<string, string>>;

/** Who commits to a year pays less: the attribute by which such a price is told from that on demand. */
export const COMMITMENT = { purchase: '1yr-no-upfront' } as const;

/** Where a price was read and when. */
export interface PriceSource {
  readonly title: string;
  readonly asOf: string;
}

/** One list price in one region. */
export interface PriceBookEntry {
  readonly service: string;
  readonly region: string;
  readonly attributes: PriceAttributes;
  readonly unit: string;
  readonly usd: string;
  readonly source: string;
  readonly asOf: string;
}

/** What is looked up: everything of an entry but its price. */
export type PriceQuery = Pick<PriceBookEntry, 'service' | 'attributes'>;

function keyOf(region: string, { service, attributes }: PriceQuery): string {
  const sorted = Object.entries(attributes).sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  return JSON.stringify([service, region, sorted]);
}

/** Prices by service, region and attributes; a price that is not in it is unknown, never zero. */
export class PriceBook {
  readonly #entries: ReadonlyMap<string, PriceBookEntry>;

  static of(entries: readonly PriceBookEntry[]): PriceBook {
    const byKey = new Map<string, PriceBookEntry>();
    for (const entry of entries) {
      const key = keyOf(entry.region, entry);
      if (byKey.has(key)) {
        throw new Error(`The price book holds two prices for ${key}`);
      }
      byKey.set(key, entry);
    }
    return new PriceBook(byKey);
  }

  private constructor(entries: ReadonlyMap<string, PriceBookEntry>) {
    this.#entries = entries;
  }

  /** The book with newer prices in place of those that it has of the same things. */
  with(entries: readonly PriceBookEntry[]): PriceBook {
    const newer = PriceBook.of(entries);
    return new PriceBook(new Map([...this.#entries, ...newer.#entries]));
  }

  /** Finds the price of exactly these attributes in a region. */
  find(region: string, query: PriceQuery): PriceBookEntry | undefined {
    return this.#entries.get(keyOf(region, query));
  }

  /** Every entry, in the order in which it was entered. */
  entries(): PriceBookEntry[] {
    return [...this.#entries.values()];
  }
}
