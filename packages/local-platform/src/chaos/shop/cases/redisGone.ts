import { setTimeout as sleep } from 'node:timers/promises';
import type { ShopWorld } from '../../../shop/ShopWorld';
import type { ChaosCase } from '../../Case';
import { initialStock } from '../gatherShopFacts';
import { Shopper } from '../../../shop/Shopper';
import { settle, trade } from '../trade';

const FLAPS = 10;

/** Redis goes and comes back, again and again. */
export const redisGone: ChaosCase<ShopWorld> = {
  name: 'redis-gone',
  title: 'Redis is gone at the start, in between, and comes and goes',
  short: true,
  run: async context => {
    const { world, holds, note } = context;
    const { redis } = world;
    if (!redis) {
      note('This machine has no redis-server: nothing was tried');
      return;
    }
    const initial = await initialStock(world);
    await redis.end();
    await world.services.product.end('SIGTERM');
    await world.services.product.start();
    const shopper = await Shopper.arrive(name => world.url(name));
    let failed = 0;
    const browse = async () => {
      const answer = await shopper.ask('product', 'GET', '/v1/products');
      if (answer.status !== 200) failed += 1;
    };
    for (let flap = 0; flap < FLAPS; flap++) {
      await redis.start();
      await Promise.all(Array.from({ length: 5 }, browse));
      await redis.end();
      await Promise.all(Array.from({ length: 5 }, browse));
      await sleep(100);
    }
    holds('every page was answered', failed === 0, `${failed} were not`);
    const { orders } = await trade(context, { orders: 8 });
    await redis.start();
    await settle(context, 'redis-gone', orders, initial);
  },
};
