import { setTimeout as sleep } from 'node:timers/promises';
import { SERVICES } from '../../../shop/services';
import type { ShopWorld } from '../../../shop/ShopWorld';
import type { ChaosCase } from '../../Case';
import { initialStock } from '../gatherShopFacts';
import type { SeenOrder } from '../../../shop/Shopper';
import { settle, trade, type ShopContext } from '../trade';

const SHORT_MS = 20_000;
const LONG_MS = 180_000;
const PATIENCE_MS = 60_000;

/** One thing that goes wrong, and is well again when its promise ends. */
type Blow = (context: ShopContext) => Promise<string>;

const BLOWS: readonly Blow[] = [
  async ({ world, random }) => {
    const name = SERVICES[Math.floor(random() * SERVICES.length)];
    const service = world.services[name];
    await service.end('SIGKILL');
    await sleep(random() * 1_000);
    await service.start();
    return `${name}-service killed`;
  },
  async ({ world, random }) => {
    await world.postgres.end('SIGQUIT');
    await sleep(random() * 1_000);
    await world.postgres.start();
    return 'PostgreSQL restarted';
  },
  async ({ world, random }) => {
    await world.redis?.end();
    await sleep(random() * 2_000);
    await world.redis?.start();
    return 'Redis restarted';
  },
  async ({ world, random }) => {
    await world.cloud.end('SIGTERM');
    await sleep(random() * 2_000);
    await world.cloud.start();
    return 'SNS and SQS restarted';
  },
  async ({ world, random }) => {
    await world.provider.end('SIGKILL');
    await sleep(random() * 2_000);
    await world.provider.start();
    return 'the provider of payments killed';
  },
  async ({ world, random }) => {
    const name = SERVICES[Math.floor(random() * SERVICES.length)];
    world.services[name].signal('SIGSTOP');
    await sleep(500 + random() * 2_500);
    world.services[name].signal('SIGCONT');
    return `${name}-service stood still`;
  },
];

/** Anything goes wrong at any time; the seed decides what and when. */
export const seededChaos: ChaosCase<ShopWorld> = {
  name: 'chaos',
  title: 'Anything at any time, by the seed',
  short: true,
  run: async context => {
    const { world, random, note, measure, short } = context;
    const initial = await initialStock(world);
    const ends = Date.now() + (short ? SHORT_MS : LONG_MS);
    const accepted: SeenOrder[] = [];
    const buying = (async () => {
      while (Date.now() < ends) {
        const { orders } = await trade(context, {
          orders: 10,
          pauseMs: 200,
          patienceMs: PATIENCE_MS,
        });
        accepted.push(...orders);
      }
    })();
    buying.catch(() => {});
    while (Date.now() < ends) {
      await sleep(random() * 1_500);
      const blow = BLOWS[Math.floor(random() * BLOWS.length)];
      note(await blow(context));
    }
    await buying;
    measure('orders', accepted.length);
    await settle(context, 'chaos', accepted, initial, 120_000);
  },
};
