import {
  BadRequestError,
  NotFoundError,
  type Database,
} from '@portico/service-kit';
import type { CartChange, CartStore } from './CartStore';
import { totalCents, type OrderLine } from './money';
import type { ProductCatalog } from './ProductCatalog';

/** A cart as its shopper sees it. */
export interface CartView {
  currency: 'USD';
  totalCents: number;
  lines: OrderLine[];
}

const MOST_LINES = 50;

/** The rules of a cart. */
export class CartService {
  readonly #database: Database;
  readonly #store: CartStore;
  readonly #catalog: Pick<ProductCatalog, 'shown'>;

  private constructor(options: {
    database: Database;
    store: CartStore;
    catalog: Pick<ProductCatalog, 'shown'>;
  }) {
    this.#database = options.database;
    this.#store = options.store;
    this.#catalog = options.catalog;
  }

  static create(options: {
    database: Database;
    store: CartStore;
    catalog: Pick<ProductCatalog, 'shown'>;
  }): CartService {
    return new CartService(options);
  }

  async get(userId: string): Promise<CartView> {
    return viewCart(await this.#store.lines(this.#database.reads, userId));
  }

  /** Sets how much of a product is in the cart, at the price that the shop shows. */
  async put(
    userId: string,
    productId: string,
    quantity: number,
  ): Promise<CartView> {
    const product = await this.#catalog.shown(productId);
    if (!product) throw new NotFoundError('There is no such product.');
    const { fits, lines } = await this.#put(userId, {
      productId,
      name: product.name,
      quantity,
      unitPriceCents: product.priceCents,
    });
    if (!fits) {
      throw new BadRequestError(`A cart holds at most ${MOST_LINES} products.`);
    }
    return viewCart(lines);
  }

  async remove(userId: string, productId: string): Promise<CartView> {
    await this.#store.remove(this.#database, userId, productId);
    return this.get(userId);
  }

  /** Two changes of one cart at the same time are rare: only then it is locked first. */
  async #put(userId: string, line: OrderLine): Promise<CartChange> {
    const store = this.#store;
    const change = await store.put(this.#database, userId, line, MOST_LINES);
    if (change.alone) return change;
    return this.#database.transaction(async tx => {
      await store.lock(tx, userId);
      return store.put(tx, userId, line, MOST_LINES);
    });
  }
}

/** What a shopper sees of some lines. */
export function viewCart(lines: OrderLine[]): CartView {
  return { currency: 'USD', totalCents: totalCents(lines), lines };
}
