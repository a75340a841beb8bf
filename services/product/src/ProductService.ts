import { randomUUID } from 'node:crypto';
import {
  BadRequestError,
  ConflictError,
  isDuplicate,
  NotFoundError,
  type Database,
} from '@portico/service-kit';
import { readCursor, writeCursor } from './cursor';
import type {
  NewProduct,
  Product,
  ProductChange,
  ProductSearch,
} from './product';
import type { ProductStore } from './ProductStore';

/** A page of a list. */
export interface Page {
  items: Product[];
  nextCursor?: string;
}

/** The rules of the catalog. */
export class ProductService {
  readonly #database: Database;
  readonly #store: ProductStore;

  private constructor(database: Database, store: ProductStore) {
    this.#database = database;
    this.#store = store;
  }

  static create(options: {
    database: Database;
    store: ProductStore;
  }): ProductService {
    return new ProductService(options.database, options.store);
  }

  async get(id: string): Promise<Product> {
    const product = await this.#store.find(this.#database, id);
    if (!product) throw new NotFoundError('There is no such product.');
    return product;
  }

  /** The products of some ids; those that are not for sale are left out. */
  async getMany(ids: readonly string[]): Promise<Page> {
    return { items: await this.#store.findMany(this.#database, ids) };
  }

  async search(search: ProductSearch): Promise<Page> {
    const { cursor, limit } = search;
    const after = cursor === undefined ? undefined : readCursor(cursor);
    if (cursor !== undefined && !after) {
      throw new BadRequestError("'cursor' is not one that a list has given.");
    }
    const found = await this.#store.search(this.#database, search, after);
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return found.length > limit && last
      ? { items, nextCursor: writeCursor([last.name, last.id]) }
      : { items };
  }

  async categories() {
    return { items: await this.#store.categories(this.#database) };
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
    return this.get(id);
  }

  async #withdrawn(id: string): Promise<Product> {
    const product = await this.#store.findAny(this.#database, id);
    if (!product) throw new NotFoundError('There is no such product.');
    return product;
  }
}
