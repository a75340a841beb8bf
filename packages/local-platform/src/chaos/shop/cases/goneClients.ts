import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod/v4';
import type { ShopWorld } from '../../../shop/ShopWorld';
import type { ChaosCase } from '../../Case';
import { timed } from '../../harness/eventually';
import { Shopper } from '../../../shop/Shopper';
import type { ShopContext } from '../trade';

const ABORTS = 1_000;

/** People go away before they are answered, again and again. */
export const goneClients: ChaosCase<ShopWorld> = {
  name: 'gone-clients',
  title: 'A thousand people go away before their answer',
  short: true,
  run: async ({ world, holds, measure }: ShopContext) => {
    const shopper = await Shopper.arrive(name => world.url(name));
    const [product] = await shopper.search('');
    for (let done = 0; done < ABORTS; done += 50) {
      await Promise.all(
        Array.from({ length: 50 }, async (_none, index) => {
          const given = new AbortController();
          const asked = shopper.ask(
            'order',
            'PUT',
            `/v1/cart/items/${product.id}`,
            { quantity: 1 + (index % 5) },
            {},
            given.signal,
          );
          setTimeout(() => given.abort(), 1 + (index % 10));
          await asked.catch(() => {});
        }),
      );
    }
    // All of it is for one cart: what was asked is still done, one after another.
    const deadline = Date.now() + 15_000;
    let open = await held(world);
    while (open > 0 && Date.now() < deadline) {
      await sleep(100);
      open = await held(world);
    }
    holds('no connection is held', open === 0, `${open} are`);
    const { result, ms } = await timed(() =>
      shopper.ask('order', 'GET', '/v1/cart'),
    );
    measure('answer_ms', ms);
    holds(
      'it answers as before',
      result.status === 200 && ms < 500,
      `${result.status} after ${ms} ms`,
    );
  },
};

/** How many connections of the order service do something, or hold a transaction. */
async function held(world: ShopWorld): Promise<number> {
  const [row] = await world.database('order').rows(
    z.object({ open: z.coerce.number() }),
    `SELECT count(*) AS open FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()
       AND state <> 'idle'`,
  );
  return row.open;
}
