import { UnavailableError } from '@portico/service-kit';
import { z } from 'zod/v4';

const answerSchema = z.object({
  items: z
    .array(
      z.object({
        id: z.uuid(),
        name: z.string().min(1).max(200),
        priceCents: z.int().min(1).max(100_000_000),
      }),
    )
    .max(100),
});

/** A product as an order needs it. */
export type CatalogProduct = z.output<typeof answerSchema>['items'][number];

/** Where names and prices come from. */
export interface ProductCatalog {
  /** The products of some ids that are for sale, by id; throws an UnavailableError where nobody can tell. */
  find(ids: readonly string[]): Promise<ReadonlyMap<string, CatalogProduct>>;
}

const TIMEOUT_MS = 800;

/** Asks the product service. */
export class HttpProductCatalog implements ProductCatalog {
  readonly #baseUrl: string;

  private constructor(baseUrl: string) {
    this.#baseUrl = baseUrl;
  }

  static create(baseUrl: string): HttpProductCatalog {
    return new HttpProductCatalog(baseUrl);
  }

  async find(
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, CatalogProduct>> {
    if (ids.length === 0) return new Map();
    const query = new URLSearchParams({ ids: ids.join(',') });
    try {
      const answer = await fetch(`${this.#baseUrl}/v1/products?${query}`, {
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (!answer.ok) throw new Error(`It answers ${answer.status}`);
      const { items } = answerSchema.parse(await answer.json());
      return new Map(items.map(item => [item.id, item]));
    } catch (error) {
      throw new UnavailableError(
        'The product service does not answer. Try again soon.',
        { cause: error },
      );
    }
  }
}
