import { join } from 'node:path';
import { z } from 'zod/v4';
import { runLoadTest } from '../../../loadTest/runLoadTest';
import { shopAddresses } from '../../../loadTest/shopAddresses';
import type { ShopWorld } from '../../../shop/ShopWorld';
import { findCheckout } from '../../../terminal/checkout';
import { describeFailure } from '../../../terminal/LauncherError';
import type { ChaosCase } from '../../Case';
import { initialStock } from '../gatherShopFacts';
import { settle } from '../trade';

// 36 seconds, and 4 users at most; the short form has half of both.
const SCALE = { long: '0.02', short: '0.01' };
const THINK_SECONDS = '0.2';

/** The load test that k6 runs against the whole shop, unchanged and in its short form. */
export const loadTest: ChaosCase<ShopWorld> = {
  name: 'load-test',
  title: "The shop's own load test, on a small scale",
  short: true,
  run: async context => {
    const { world, holds, broken, measure, note } = context;
    const { root } = findCheckout();
    const initial = await initialStock(world);
    const before = await confirmedOrders(world);
    const { summary, crossed } = await runLoadTest({
      root,
      script: join(root, 'services', 'load-test.js'),
      env: {
        SCALE: context.short ? SCALE.short : SCALE.long,
        THINK_SECONDS,
        ...shopAddresses(name => world.url(name)),
      },
      reporter: {
        info: note,
        warn: note,
        failure: error => note(describeFailure(error)),
      },
      signal: world.signal,
    });
    broken('its thresholds', crossed);
    const { metrics } = summary;
    const told = metrics.business_transactions.values.count;
    const known = (await confirmedOrders(world)) - before;
    measure('business_transactions', told);
    measure('requests', metrics.http_reqs.values.count);
    measure('p95_ms', metrics.http_req_duration.values['p(95)']);
    measure('login_p95_ms', metrics.login_duration.values['p(95)']);
    measure('order_p95_ms', metrics.order_creation_duration.values['p(95)']);
    holds(
      'the order database knows what the script counts',
      told <= known,
      `the script counts ${told}, the database has ${known} confirmed orders`,
    );
    await settle(context, 'after the load test', [], initial);
  },
};

async function confirmedOrders(world: ShopWorld): Promise<number> {
  const [row] = await world
    .database('order')
    .rows(
      z.object({ confirmed: z.coerce.number() }),
      `SELECT count(*) AS confirmed FROM orders WHERE state = 'confirmed'`,
    );
  return row.confirmed;
}
