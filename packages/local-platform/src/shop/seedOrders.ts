import { randomUUID } from 'node:crypto';
import { z } from 'zod/v4';
import { Shopper } from './Shopper';
import type { ServiceName } from './services';
import { ShopDatabase } from './ShopDatabase';

const SHOPPERS = 8;
const ORDERS_EACH = 2;
const PATIENCE_MS = 20_000;

const countSchema = z.object({ count: z.coerce.number() });

/**
 * Lets the first shoppers of an empty shop register and buy, by the same way as
 * everybody: nothing is written past the services. Answers with the orders.
 */
export async function seedOrders(options: {
  databaseServer: string;
  url(name: ServiceName): string;
}): Promise<number> {
  const [{ count }] = await ShopDatabase.of(
    options.databaseServer,
    'user',
  ).rows(countSchema, 'SELECT count(*) FROM users');
  if (count > 0) return 0;
  const orders = await Promise.all(
    Array.from({ length: SHOPPERS }, (_none, index) =>
      firstOrders(options.url, index),
    ),
  );
  return orders.reduce((sum, each) => sum + each, 0);
}

async function firstOrders(
  url: (name: ServiceName) => string,
  index: number,
): Promise<number> {
  const shopper = await Shopper.arrive(url);
  const products = await shopper.search('');
  for (let order = 0; order < ORDERS_EACH; order++) {
    const at = (index * ORDERS_EACH + order) % products.length;
    await shopper.putIntoCart(products[at].id, 1);
    await shopper.checkOutPatiently(randomUUID(), PATIENCE_MS);
  }
  return ORDERS_EACH;
}
