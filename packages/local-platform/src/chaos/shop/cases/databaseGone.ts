import { readFile, readdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { SERVICES } from '../../../shop/services';
import type { ShopWorld } from '../../../shop/ShopWorld';
import type { ChaosCase } from '../../Case';
import { initialStock } from '../gatherShopFacts';
import { Shopper } from '../../../shop/Shopper';
import { settle, trade, type ShopContext } from '../trade';

const RECOVER_MS = 5_000;

/** PostgreSQL restarts at once while people buy. */
export const databaseRestarts: ChaosCase<ShopWorld> = {
  name: 'database-restarts',
  title: 'PostgreSQL is restarted at once under orders',
  short: true,
  run: async context => {
    const { world, holds, measure, short } = context;
    const initial = await initialStock(world);
    const pids = SERVICES.map(name => world.services[name].pid);
    const buying = trade(context, { orders: short ? 20 : 80, pauseMs: 300 });
    for (let round = 0; round < (short ? 1 : 3); round++) {
      await sleep(1_000);
      await world.postgres.end('SIGQUIT');
      await sleep(500);
      await world.postgres.start();
      const from = Date.now();
      await Promise.all(
        SERVICES.map(name => world.services[name].untilAnswers()),
      );
      measure('ready_again_ms', Date.now() - from);
      holds('ready again within 5 s', Date.now() - from < RECOVER_MS);
    }
    const { orders } = await buying;
    await settle(context, 'database-restarts', orders, initial);
    holds(
      'no process ended',
      SERVICES.every(
        (name, index) =>
          world.services[name].running &&
          world.services[name].pid === pids[index],
      ),
    );
  },
};

/** PostgreSQL takes connections and answers nothing. */
export const databaseFrozen: ChaosCase<ShopWorld> = {
  name: 'database-frozen',
  title: 'PostgreSQL stands still',
  short: true,
  run: async context => {
    const { world, holds, measure, short } = context;
    const initial = await initialStock(world);
    const { orders } = await trade(context, { orders: 4 });
    const shopper = await Shopper.arrive(name => world.url(name));
    const frozen = await freeze(world.postgres.pid, 'SIGSTOP');
    try {
      const from = Date.now();
      const answer = await shopper.ask('order', 'GET', '/v1/orders');
      measure('answer_ms', Date.now() - from);
      holds(
        'a request fails in time',
        answer.status === 503 && Date.now() - from < 9_000,
        `${answer.status} after ${Date.now() - from} ms`,
      );
      await healthWhileFrozen(context);
      if (!short) await sleep(20_000);
    } finally {
      for (const pid of frozen) process.kill(pid, 'SIGCONT');
    }
    const from = Date.now();
    await Promise.all(
      SERVICES.map(name => world.services[name].untilAnswers()),
    );
    measure('ready_again_ms', Date.now() - from);
    holds('ready again within 5 s', Date.now() - from < RECOVER_MS);
    const more = await trade(context, { orders: 4 });
    await settle(
      context,
      'database-frozen',
      [...orders, ...more.orders],
      initial,
    );
  },
};

async function healthWhileFrozen({ world, holds }: ShopContext) {
  for (const name of SERVICES) {
    const [alive, ready] = await Promise.all(
      ['liveness', 'readiness'].map(async kind => {
        const response = await fetch(`${world.url(name)}/health/${kind}`, {
          signal: AbortSignal.timeout(5_000),
        });
        await response.body?.cancel();
        return response.status;
      }),
    );
    holds(`${name} is alive`, alive === 200, `it answers ${alive}`);
    holds(`${name} is not ready`, ready === 503, `it answers ${ready}`);
  }
}

/** Stops a process and everything that it started. */
async function freeze(
  pid: number,
  signal: NodeJS.Signals,
): Promise<readonly number[]> {
  const all = [pid, ...(await childrenOf(pid))];
  for (const one of all) process.kill(one, signal);
  return all;
}

async function childrenOf(pid: number): Promise<number[]> {
  const pids = (await readdir('/proc')).filter(name => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async name => {
      const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
      const parent = Number(
        stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1],
      );
      return parent === pid ? [Number(name)] : [];
    }),
  );
  return found.flat();
}
