import { setTimeout as sleep } from 'node:timers/promises';
import { isOk } from '../../../system/probes';
import type { ShopWorld } from '../../../shop/ShopWorld';
import type { ChaosCase } from '../../Case';
import { extraProcess } from '../extraProcess';
import { Link } from '../Link';

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
        pair.map(async ({ port, url, process }) => {
          if (process.running && (await isOk(`${url}/health/readiness`)))
            ready.add(port);
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

/** One more product service, which tells by readiness when it is about to end. */
async function aProduct(world: ShopWorld, n: number) {
  const extra = await extraProcess(world, {
    service: 'product',
    label: String(n),
    environment: { SHUTDOWN_DELAY_SECONDS: '1' },
  });
  await extra.process.start();
  return extra;
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
