import { randomUUID } from 'node:crypto';
import {
  ConflictError,
  isDuplicate,
  NotFoundError,
  toPage,
  type Cache,
  type Database,
  type Page,
} from '@portico/service-kit';
import { placeCursor, rankedPlaceCursor } from './placeCursor';
import type {
  NewProduct,
  Product,
  ProductChange,
  ProductSearch,
} from './product';
import type { ProductStore } from './ProductStore';

const PRODUCT_SECONDS = 30;
// Lists tell what is available, and no order drops them.
const LIST_SECONDS = 2;
const GENERATION_SECONDS = 3_600;

/** Where reads are kept; the text is JSON, as it is sent. */
export type ReadCache = Pick<Cache, 'readText' | 'drop'>;

/** What the catalog needs. */
export interface ProductServiceOptions {
  database: Database;
  store: ProductStore;
  cache: ReadCache;
}

const GENERATION = 'generation';
const keyOf = (id: string) => `product:${id.toLowerCase()}`;

/** The rules of the catalog. */
export class ProductService {
  readonly #database: Database;
  readonly #store: ProductStore;
  readonly #cache: ReadCache;

  private constructor(options: ProductServiceOptions) {
    this.#database = options.database;
    this.#store = options.store;
    this.#cache = options.cache;
  }

  static create(options: ProductServiceOptions): ProductService {
    return new ProductService(options);
  }

  /** A product as JSON text; kept until it or its stock changes. */
  async getText(id: string): Promise<string> {
    const rules = { ttlSeconds: PRODUCT_SECONDS };
    return this.#cache.readText(keyOf(id), rules, async () =>
      JSON.stringify(await this.get(id)),
    );
  }

  /** A page as JSON text; kept for two seconds, or until somebody changes the catalog. */
  async searchText(search: ProductSearch): Promise<string> {
    const { q, category, cursor, limit } = search;
    const list = JSON.stringify([q, category, cursor, limit]);
    return this.#listText(list, () => this.search(search));
  }

  /** The categories as JSON text, kept like a page. */
  async categoriesText(): Promise<string> {
    return this.#listText('categories', () => this.categories());
  }

  /** Forgets what is kept of products that have changed. */
  async forget(ids: readonly string[]): Promise<void> {
    await this.#cache.drop(ids.map(keyOf));
  }

  async get(id: string): Promise<Product> {
    const product = await this.#store.find(this.#database.reads, id);
    if (!product) throw new NotFoundError('There is no such product.');
    return product;
  }

  /** The products of some ids; those that are not for sale are left out. */
  async getMany(ids: readonly string[]): Promise<Page<Product>> {
    return { items: await this.#store.findMany(this.#database.reads, ids) };
  }

  /** What words find comes by relevance, everything else by name. */
  async search(search: ProductSearch): Promise<Page<Product>> {
    return search.q ? this.#searchByWords(search) : this.#list(search);
  }

  async categories() {
    return { items: await this.#store.categories(this.#database.reads) };
  }

  async create(product: NewProduct): Promise<Product> {
    const id = randomUUID();
    try {
      await this.#database.transaction(tx =>
        this.#store.insert(tx, id, product),
      );
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      throw new ConflictError('There is a product with this SKU.');
    }
    await this.#changed(id);
    return this.get(id);
  }

  async change(id: string, change: ProductChange): Promise<Product> {
    const changed = await this.#database.transaction(async tx => {
      if (await this.#store.update(tx, id, change)) return true;
      if (await this.#store.exists(tx, id)) return false;
      throw new NotFoundError('There is no such product.');
    });
    if (!changed) {
      throw new ConflictError(
        'Somebody has changed the product meanwhile. Read it again.',
      );
    }
    await this.#changed(id);
    if (change.active === false) return this.#withdrawn(id);
    return this.get(id);
  }

  async setStock(id: string, onHand: number): Promise<Product> {
    await this.#database.transaction(async tx => {
      if (await this.#store.setOnHand(tx, id, onHand)) return;
      if (await this.#store.exists(tx, id)) {
        throw new ConflictError('More than that is reserved for orders.');
      }
      throw new NotFoundError('There is no such product.');
    });
    await this.#changed(id);
    return this.get(id);
  }

  async #searchByWords(search: ProductSearch): Promise<Page<Product>> {
    const { cursor, limit } = search;
    const after =
      cursor === undefined ? undefined : rankedPlaceCursor.read(cursor);
    const found = await this.#store.searchByWords(
      this.#database,
      search,
      after,
    );
    const { items, ...next } = toPage(found, limit, ({ rank, product }) =>
      rankedPlaceCursor.write({ rank, name: product.name, id: product.id }),
    );
    return { items: items.map(({ product }) => product), ...next };
  }

  async #list(search: ProductSearch): Promise<Page<Product>> {
    const { cursor, limit } = search;
    const after = cursor === undefined ? undefined : placeCursor.read(cursor);
    const found = await this.#store.list(this.#database.reads, search, after);
    return toPage(found, limit, ({ name, id }) =>
      placeCursor.write({ name, id }),
    );
  }

  /** Lists cannot be told by name, so each key carries a generation that is dropped instead. */
  async #listText(list: string, load: () => Promise<object>): Promise<string> {
    const generation = await this.#cache.readText(
      GENERATION,
      { ttlSeconds: GENERATION_SECONDS },
      async () => JSON.stringify(randomUUID()),
    );
    const rules = { ttlSeconds: LIST_SECONDS };
    return this.#cache.readText(`${generation}:${list}`, rules, async () =>
      JSON.stringify(await load()),
    );
  }

  async #changed(id: string): Promise<void> {
    await this.#cache.drop([GENERATION, keyOf(id)]);
  }

  async #withdrawn(id: string): Promise<Product> {
    const product = await this.#store.findAny(this.#database, id);
    if (!product) throw new NotFoundError('There is no such product.');
    return product;
  }
}
