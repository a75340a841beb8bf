import { randomUUID } from 'node:crypto';
import type { ShopWorld } from '../../../shop/ShopWorld';
import type { ChaosCase } from '../../Case';
import { timed } from '../../harness/eventually';
import { quantile } from '../../harness/latency';
import { initialStock } from '../gatherShopFacts';
import { Link } from '../Link';
import { Shopper, type Answer } from '../../../shop/Shopper';
import { fillCart, settle } from '../trade';

// Of fewer, 97.5 % would be all of them.
const ANSWERS = 100;

/** The link from orders to products gets slow, lossy and silent. */
export const slowLink: ChaosCase<ShopWorld> = {
  name: 'slow-link',
  title: 'The way from orders to products is slow, broken, silent',
  short: false,
  run: async context => {
    const { world, holds, measure } = context;
    const initial = await initialStock(world);
    const link = await Link.open(() => world.ports.services.product.public);
    const { order } = world.services;
    await order.end('SIGTERM');
    await order.start({ PRODUCT_URL: `http://127.0.0.1:${link.port}` });
    const shopper = await Shopper.arrive(name => world.url(name));
    const [product] = await shopper.search('');
    const quick = await timesOf(() =>
      shopper.ask('order', 'GET', '/v1/orders'),
    );
    for (const [what, quality] of [
      ['slow', { latencyMs: 300, bytesPerSecond: 1_000 }],
      ['broken', { resetAfterBytes: 100 }],
      ['silent', { silent: true }],
    ] as const) {
      link.quality = quality;
      link.reset();
      const asked = Array.from({ length: 20 }, () =>
        askTimed(() => shopper.putIntoCart(product.id, 1)),
      );
      const others = await timesOf(() =>
        shopper.ask('order', 'GET', '/v1/orders'),
      );
      const answers = await Promise.all(asked);
      measure(`${what}_others_ratio`, others / quick);
      holds(
        `${what}: others are as fast as before`,
        others <= Math.max(quick * 1.5, 50),
        `${others} ms instead of ${quick}`,
      );
      const slowest = Math.max(...answers.map(({ ms }) => ms));
      holds(
        `${what}: every answer comes in time`,
        slowest < 3_000,
        `one took ${slowest} ms`,
      );
      holds(
        `${what}: an answer is yes or "try again"`,
        answers.every(({ status }) => status === 200 || status === 503),
        answers.map(({ status }) => status).join(),
      );
    }
    link.quality = {};
    link.reset();
    await fillCart(shopper, product.id, 30_000);
    const placed = await shopper.checkOutPatiently(randomUUID(), 30_000);
    await settle(context, 'slow-link', [placed], initial);
    await order.end('SIGTERM');
    await link.close();
    await order.start();
  },
};

/** The status of an answer, 0 where there was none, and how long it took. */
async function askTimed(ask: () => Promise<Answer>) {
  const { result, ms } = await timed(() =>
    ask().then(
      ({ status }) => status,
      () => 0,
    ),
  );
  return { status: result, ms };
}

/** What 97.5 % of some answers, one after the other, are faster than. */
async function timesOf(ask: () => Promise<Answer>): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < ANSWERS; index++)
    times.push((await askTimed(ask)).ms);
  return quantile(times, 0.975);
}
