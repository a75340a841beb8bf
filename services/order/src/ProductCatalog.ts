import { ServiceClient, type Log } from '@portico/service-kit';
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

/** Asks the product service. */
export class HttpProductCatalog implements ProductCatalog {
  readonly #client: ServiceClient;

  private constructor(client: ServiceClient) {
    this.#client = client;
  }

  static create(options: { baseUrl: string; log: Log }): HttpProductCatalog {
    return new HttpProductCatalog(
      ServiceClient.create({ name: 'product-service', ...options }),
    );
  }

  async find(
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, CatalogProduct>> {
    if (ids.length === 0) return new Map();
    const query = new URLSearchParams({ ids: ids.join(',') });
    const { items } = await this.#client.get(
      `/v1/products?${query}`,
      answerSchema,
    );
    return new Map(items.map(item => [item.id, item]));
  }

  /** Asks nothing more. */
  close(): void {
    this.#client.close();
  }
}
