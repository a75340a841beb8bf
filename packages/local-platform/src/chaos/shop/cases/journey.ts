import { randomUUID } from 'node:crypto';
import { z } from 'zod/v4';
import type { ShopWorld } from '../../../shop/ShopWorld';
import type { ChaosCase } from '../../Case';
import { initialStock } from '../gatherShopFacts';
import { Shopper } from '../../../shop/Shopper';
import { settle } from '../trade';

const listSchema = z.object({
  items: z.array(z.object({ id: z.string() }).loose()),
});
const WITHIN_MS = 15_000;

/** What every shopper does, with nothing broken. */
export const journey: ChaosCase<ShopWorld> = {
  name: 'journey',
  title: "A shopper's whole journey",
  short: true,
  run: async context => {
    const { world, holds, measure } = context;
    const initial = await initialStock(world);
    const shopper = await Shopper.arrive(name => world.url(name));
    const found = await shopper.search('lamp');
    holds('search finds something', found.length > 0);
    const [product] = found;
    const details = await shopper.ask(
      'product',
      'GET',
      `/v1/products/${product.id}`,
    );
    holds('details', details.status === 200);
    const cart = await shopper.putIntoCart(product.id, 2);
    holds('cart', cart.status === 200, `it answers ${cart.status}`);

    const key = randomUUID();
    const from = performance.now();
    const order = await shopper.checkOutPatiently(key, WITHIN_MS);
    measure('accepted_ms', performance.now() - from);
    holds('total', order.totalCents === 2 * product.priceCents);
    const again = await shopper.checkOut(key);
    holds(
      'the same key is the same order',
      (again.body as { id?: string }).id === order.id,
    );
    const ended = await shopper.untilEnded(order.id, WITHIN_MS);
    measure('confirmed_ms', performance.now() - from);
    holds('it is confirmed', ended.state === 'confirmed', ended.state);

    const history = await shopper.ask('order', 'GET', '/v1/orders');
    holds(
      'history',
      listSchema.parse(history.body).items.some(({ id }) => id === order.id),
    );
    const profile = await shopper.ask('user', 'GET', '/v1/users/me');
    holds('profile', profile.status === 200);
    const other = await Shopper.arrive(name => world.url(name));
    const stolen = await other.ask('order', 'GET', `/v1/orders/${order.id}`);
    holds('nobody else sees it', stolen.status === 404);
    await declined(context, shopper, product.id);
    await settle(context, 'journey', [order], initial);
    const mails = await shopper.ask('notification', 'GET', '/v1/notifications');
    holds('e-mails', listSchema.parse(mails.body).items.length >= 2);
  },
};

async function declined(
  { holds }: Parameters<(typeof journey)['run']>[0],
  shopper: Shopper,
  productId: string,
): Promise<void> {
  await shopper.putIntoCart(productId, 1);
  const order = await shopper.checkOutPatiently(
    randomUUID(),
    WITHIN_MS,
    'tok_decline',
  );
  const ended = await shopper.untilEnded(order.id, WITHIN_MS);
  holds('a declined order is cancelled', ended.state === 'cancelled');
}
