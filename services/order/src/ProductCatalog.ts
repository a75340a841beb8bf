import { ServiceClient, type Log } from '@portico/service-kit';
import DataLoader from 'dataloader';
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

/** As many ids as the product service takes at once. */
const MOST_IDS = 100;

/**
 * Asks the product service. One call is under way at a time; what is asked for
 * meanwhile goes together in the next one, so that a rush at the checkout is a
 * few calls more and not one for each shopper. Nothing is remembered: a price
 * is always read after somebody asked for it.
 */
export class HttpProductCatalog implements ProductCatalog {
  readonly #client: ServiceClient;
  readonly #products: DataLoader<string, CatalogProduct | undefined>;
  #underWay: Promise<unknown> = Promise.resolve();

  private constructor(client: ServiceClient) {
    this.#client = client;
    this.#products = new DataLoader(ids => this.#ask(ids), {
      cache: false,
      maxBatchSize: MOST_IDS,
      batchScheduleFn: send => void this.#underWay.then(send),
    });
  }

  static create(options: { baseUrl: string; log: Log }): HttpProductCatalog {
    return new HttpProductCatalog(
      ServiceClient.create({ name: 'product-service', ...options }),
    );
  }

  async find(
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, CatalogProduct>> {
    const found = await Promise.all(ids.map(id => this.#products.load(id)));
    return new Map(
      found.flatMap(product => (product ? [[product.id, product]] : [])),
    );
  }

  /** Asks nothing more. */
  close(): void {
    this.#client.close();
  }

  async #ask(
    ids: readonly string[],
  ): Promise<Array<CatalogProduct | undefined>> {
    const query = new URLSearchParams({ ids: [...new Set(ids)].join(',') });
    const call = this.#client.get(`/v1/products?${query}`, answerSchema);
    this.#underWay = call.catch(() => {});
    const { items } = await call;
    const products = new Map(items.map(item => [item.id, item]));
    return ids.map(id => products.get(id));
  }
}
