import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod/v4';
import { SERVICES, type ServiceName } from '../../../shop/services';
import { Shopper, type SeenOrder } from '../../../shop/Shopper';
import type { ShopWorld } from '../../../shop/ShopWorld';
import type { ChaosCase } from '../../Case';
import { ServiceClock, findFaketime } from '../ServiceClock';
import { initialStock } from '../gatherShopFacts';
import { settle, trade, type ShopContext } from '../trade';

const WINDOW_SECONDS = 2;
const REQUESTS = 20;
/** The services whose clocks are wrong while people buy, before and after they jump back. */
const CLOCKS: ReadonlyArray<[ServiceName, string, string]> = [
  // A token lives for ten minutes: five of them are over for this one, and then it is of the next seconds.
  ['order', '+5m', '-20s'],
  ['product', '+10m', '-10m'],
  ['payment', '-10m', '-20m'],
  ['notification', '+10m', '+0'],
];

/** Clocks are minutes ahead or behind, and jump back under way. */
export const wrongClock: ChaosCase<ShopWorld> = {
  name: 'wrong-clock',
  title: 'Clocks are ten minutes wrong, and jump back',
  short: false,
  run: async context => {
    const library = await findFaketime();
    if (!library) {
      context.note('This machine has no libfaketime: nothing was tried');
      return;
    }
    const clock = (name: ServiceName) =>
      new ServiceClock(context.world, name, library);
    await tokensOfOtherClocks(context, clock('user'));
    await limitsOutliveAJump(context, clock('product'));
    await buyWhileClocksJump(context, clock);
  },
};

/** Who signs tokens is ahead or behind: some seconds are forgiven, and more is an answer that says to sign in. */
async function tokensOfOtherClocks(
  { world, holds }: ShopContext,
  clock: ServiceClock,
): Promise<void> {
  await clock.start('+10m');
  try {
    for (const [by, wanted] of [
      ['+10m', 401],
      ['-11m', 401],
      ['+20s', 200],
      ['-20s', 200],
    ] as const) {
      await clock.set(by);
      const shopper = await Shopper.arrive(name => world.url(name));
      const { status } = await shopper.ask('order', 'GET', '/v1/cart');
      holds(`a token of ${by}`, status === wanted, `it answers ${status}`);
    }
  } finally {
    await clock.mend();
  }
}

/** A window of requests ends by the time that went by, not by the time of day. */
async function limitsOutliveAJump(
  { world, holds }: ShopContext,
  clock: ServiceClock,
): Promise<void> {
  await clock.start('+10m', {
    RATE_LIMIT: String(REQUESTS),
    RATE_LIMIT_WINDOW_SECONDS: String(WINDOW_SECONDS),
  });
  try {
    const ask = async () => {
      const answer = await fetch(`${world.url('product')}/v1/products?limit=1`);
      await answer.body?.cancel();
      return answer.status;
    };
    const statuses = await Promise.all(
      Array.from({ length: REQUESTS + 5 }, ask),
    );
    holds('too many requests are refused', statuses.includes(429));
    await clock.set('-10m');
    await sleep(WINDOW_SECONDS * 1_000 + 500);
    const status = await ask();
    holds('the window ends', status === 200, `it answers ${status}`);
  } finally {
    await clock.mend();
  }
}

async function buyWhileClocksJump(
  context: ShopContext,
  clockOf: (name: ServiceName) => ServiceClock,
): Promise<void> {
  const { world, holds, measure } = context;
  const initial = await initialStock(world);
  const clocks = CLOCKS.map(([name, first, then]) => ({
    clock: clockOf(name),
    ...{ first, then },
  }));
  const orders: SeenOrder[] = [];
  try {
    await Promise.all(clocks.map(({ clock, first }) => clock.start(first)));
    const buying = trade(context, { orders: 20, pauseMs: 600 });
    await sleep(2_000);
    await Promise.all(clocks.map(({ clock, then }) => clock.set(then)));
    orders.push(...(await buying).orders);
    const more = await trade(context, { orders: 6 });
    orders.push(...more.orders);
    await settle(context, 'wrong-clock', orders, initial);
    await cacheIsFresh(context);
    const jumps = await backwardEvents(world, orders);
    measure('events_with_an_earlier_time', jumps);
    holds('clocks were wrong', jumps > 0, 'every event has a later time');
    for (const name of SERVICES) {
      const negative = await negativeTimes(world, name);
      holds(
        `${name} measures no negative time`,
        negative.length === 0,
        negative.slice(0, 3).join('; '),
      );
    }
  } finally {
    await Promise.all(clocks.map(({ clock }) => clock.mend()));
  }
}

/** What is shown of a product is soon what is there, though what was kept ends later by the time of day. */
async function cacheIsFresh({ world, holds }: ShopContext): Promise<void> {
  const shopper = await Shopper.arrive(name => world.url(name));
  const rows = await world.database('product').rows(
    z.object({ id: z.string(), available: z.coerce.number() }),
    `SELECT product_id AS id, on_hand - reserved AS available FROM stock
     WHERE sold > 0 LIMIT 10`,
  );
  const stale = async () => {
    const seen = await Promise.all(
      rows.map(async ({ id, available }) => {
        const path = `/v1/products/${id}`;
        const { body } = await shopper.ask('product', 'GET', path);
        return (body as { available?: number }).available === available;
      }),
    );
    return seen.filter(fresh => !fresh).length;
  };
  const deadline = performance.now() + 5_000;
  let count = await stale();
  while (count > 0 && performance.now() < deadline) {
    await sleep(250);
    count = await stale();
  }
  holds('products were sold', rows.length > 0);
  holds('products are shown as they are', count === 0, `${count} are stale`);
}

/** How many events of the order service were written after one with a later time; they are sent in the order of their numbers all the same. */
async function backwardEvents(
  world: ShopWorld,
  orders: readonly SeenOrder[],
): Promise<number> {
  const [{ count }] = await world.database('order').rows(
    z.object({ count: z.coerce.number() }),
    `SELECT count(*) FROM (
       SELECT event->>'time' AS at, lag(event->>'time') OVER (ORDER BY sequence) AS before
       FROM outbox WHERE event->>'subject' = ANY($1)) AS events
     WHERE at < before`,
    [orders.map(({ id }) => id)],
  );
  return count;
}

/** Metrics and lines of the log that say that something took less than no time. */
async function negativeTimes(
  world: ShopWorld,
  name: ServiceName,
): Promise<string[]> {
  const { metrics } = world.ports.services[name];
  const [answer, log] = await Promise.all([
    fetch(`http://127.0.0.1:${metrics}/metrics`).then(one => one.text()),
    readFile(join(world.folder, 'logs', `${name}.log`), 'utf8'),
  ]);
  return [
    ...(answer.match(/^\w*seconds\w*(?:\{[^}]*\})? -\S+$/gm) ?? []),
    ...(log.match(/"\w*(?:seconds|Seconds|Ms)":-[\d.]+/g) ?? []),
  ];
}
