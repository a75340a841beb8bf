import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod/v4';
import { drawFreePort } from '../../../data/freePort';
import { serviceBundle } from '../../../shop/buildServices';
import { ShopProcess, launchProgram } from '../../../shop/ShopProcess';
import type { ShopWorld } from '../../../shop/ShopWorld';
import { findCheckout } from '../../../terminal/checkout';
import type { ChaosCase } from '../../Case';
import { quantile } from '../../harness/latency';
import { Link } from '../Link';
import { Shopper } from '../Shopper';
import { before, fillCart, settle, type ShopContext } from '../trade';

const ABORTS = 1_000;

/** The link from orders to products gets slow, lossy and silent. */
export const slowLink: ChaosCase<ShopWorld> = {
  name: 'slow-link',
  title: 'The way from orders to products is slow, broken, silent',
  short: false,
  run: async context => {
    const { world, holds, measure } = context;
    const initial = await before(world);
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
        timed(() => shopper.putIntoCart(product.id, 1)),
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

/** One process after the other is replaced while people browse. */
export const rollingRestart: ChaosCase<ShopWorld> = {
  name: 'rolling-restart',
  title: 'Processes are replaced one by one under requests',
  short: true,
  run: async context => {
    const { world, holds, measure, short } = context;
    const pair = await Promise.all([1, 2].map(n => aProduct(world, n)));
    let turn = 0;
    // As a load balancer does: only to those that say that they are ready.
    const ready = new Set<number>();
    const look = async () => {
      await Promise.all(
        pair.map(async ({ port, process }) => {
          if (process.running && (await isReady(port))) ready.add(port);
          else ready.delete(port);
        }),
      );
    };
    await look();
    const watching = setInterval(look, 100);
    const link = await Link.open(() => {
      const ports = [...ready];
      turn += 1;
      return ports[turn % ports.length];
    });
    const asking = new AbortController();
    const counts = browse(link.port, asking.signal);
    for (let round = 0; round < (short ? 2 : 6); round++) {
      const { process } = pair[round % 2];
      const from = Date.now();
      const code = await process.end('SIGTERM');
      const ms = Date.now() - from;
      holds('it ends in order', code === 0 && ms < 25_000, `${code}, ${ms} ms`);
      await process.start();
      await sleep(500);
    }
    asking.abort();
    const { answered, failed } = await counts;
    clearInterval(watching);
    await link.close();
    measure('requests', answered);
    holds('requests were made', answered > 100, `${answered}`);
    holds('none failed', failed.length === 0, failed.slice(0, 5).join('; '));
    await Promise.all(pair.map(({ process }) => process.end('SIGTERM')));
  },
};

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
    const { status, ms } = await timed(() =>
      shopper.ask('order', 'GET', '/v1/cart'),
    );
    measure('answer_ms', ms);
    holds('it answers as before', status === 200 && ms < 500, `${status}`);
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

async function timed<T extends { status: number }>(ask: () => Promise<T>) {
  const from = performance.now();
  const { status } = await ask().catch(() => ({ status: 0 }));
  return { status, ms: performance.now() - from };
}

/** What 97.5 % of twenty answers, one after the other, are faster than. */
async function timesOf(
  ask: () => Promise<{ status: number }>,
): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < 20; index++) times.push((await timed(ask)).ms);
  return quantile(times, 0.975);
}

/** One more product service, which tells by readiness when it is about to end. */
async function aProduct(world: ShopWorld, n: number) {
  const port = await drawFreePort([]);
  const root = findCheckout().root;
  const process = new ShopProcess({
    name: `product-service ${n}`,
    logFile: `${world.folder}/logs/product-${n}.log`,
    launch: () =>
      launchProgram(
        globalThis.process.execPath,
        [serviceBundle(root, 'product')],
        {
          ...world.environment('product'),
          PORT: String(port),
          METRICS_PORT: '0',
          ADMIN_PORT: '',
          SHUTDOWN_DELAY_SECONDS: '1',
        },
      ),
    answers: () => isReady(port),
  });
  await process.start();
  return { port, process };
}

async function isReady(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/health/readiness`, {
      signal: AbortSignal.timeout(1_000),
    });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}

async function browse(port: number, signal: AbortSignal) {
  let answered = 0;
  const failed: string[] = [];
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      while (!signal.aborted) {
        try {
          const answer = await fetch(
            `http://127.0.0.1:${port}/v1/products?limit=5`,
          );
          await answer.text();
          if (answer.ok) answered += 1;
          else failed.push(String(answer.status));
        } catch (error) {
          const { cause } = error as { cause?: unknown };
          failed.push(`${error} ${cause ?? ''}`);
        }
        await sleep(5);
      }
    }),
  );
  return { answered, failed };
}
