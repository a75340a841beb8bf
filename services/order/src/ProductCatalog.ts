import { NotFoundError, ServiceClient, type Log } from '@portico/service-kit';
import DataLoader from 'dataloader';
import { z } from 'zod/v4';

const productSchema = z.object({
  id: z.uuid(),
  name: z.string().min(1).max(200),
  priceCents: z.int().min(1).max(100_000_000),
});

const answerSchema = z.object({ items: z.array(productSchema).max(100) });

/** A product as an order needs it. */
export type CatalogProduct = z.output<typeof productSchema>;

/** Where names and prices come from; an UnavailableError is thrown where nobody can tell. */
export interface ProductCatalog {
  /** A product as the shop shows it, which may be seconds old; undefined where it is not for sale. */
  shown(id: string): Promise<CatalogProduct | undefined>;
  /** The products of some ids that are for sale, by id, as they are now. */
  find(ids: readonly string[]): Promise<ReadonlyMap<string, CatalogProduct>>;
}

/** The products of some ids, each at the place of its id. */
type Found = Array<CatalogProduct | undefined>;
type Loader = DataLoader<string, CatalogProduct | undefined>;

/** As many ids as the product service takes at once. */
const MOST_IDS = 100;

/**
 * Asks the product service. One call of each kind is under way at a time; what is
 * asked for meanwhile goes together in the next one, so that a rush is a few calls
 * more and not one for each shopper. Nothing is remembered here: what `find` gives
 * was read after somebody asked for it. A product alone the service keeps for a
 * while, as everybody looks at it.
 */
export class HttpProductCatalog implements ProductCatalog {
  readonly #client: ServiceClient;
  readonly #current: Loader;
  readonly #shown: Loader;

  private constructor(client: ServiceClient) {
    this.#client = client;
    this.#current = oneAtATime(ids => this.#askAll(ids));
    this.#shown = oneAtATime(ids =>
      ids.length === 1 ? this.#askOne(ids[0]) : this.#askAll(ids),
    );
  }

  static create(options: { baseUrl: string; log: Log }): HttpProductCatalog {
    return new HttpProductCatalog(
      ServiceClient.create({ name: 'product-service', ...options }),
    );
  }

  async shown(id: string): Promise<CatalogProduct | undefined> {
    return this.#shown.load(id);
  }

  async find(
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, CatalogProduct>> {
    const found = await Promise.all(ids.map(id => this.#current.load(id)));
    return new Map(
      found.flatMap(product => (product ? [[product.id, product]] : [])),
    );
  }

  /** Asks nothing more. */
  close(): void {
    this.#client.close();
  }

  async #askOne(id: string): Promise<Found> {
    const path = `/v1/products/${encodeURIComponent(id)}` as const;
    try {
      return [await this.#client.get(path, productSchema)];
    } catch (error) {
      if (error instanceof NotFoundError) return [undefined];
      throw error;
    }
  }

  async #askAll(ids: readonly string[]): Promise<Found> {
    const query = new URLSearchParams({ ids: [...new Set(ids)].join(',') });
    const { items } = await this.#client.get(
      `/v1/products?${query}`,
      answerSchema,
    );
    const products = new Map(items.map(item => [item.id, item]));
    return ids.map(id => products.get(id));
  }
}

/** What is asked for while a call is under way goes together in the next one. */
function oneAtATime(ask: (ids: readonly string[]) => Promise<Found>): Loader {
  let underWay: Promise<unknown> = Promise.resolve();
  return new DataLoader(
    ids => {
      const call = ask(ids);
      underWay = call.catch(() => {});
      return call;
    },
    {
      cache: false,
      maxBatchSize: MOST_IDS,
      batchScheduleFn: send => void underWay.then(send),
    },
  );
}
