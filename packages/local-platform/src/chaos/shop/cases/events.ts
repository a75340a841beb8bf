import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod/v4';
import { CONSUMERS, queueOf, SERVICES } from '../../../shop/services';
import type { ShopWorld } from '../../../shop/ShopWorld';
import type { ChaosCase } from '../../Case';
import type { Random } from '../../../system/seededRandom';
import { gatherShopFacts, initialStock } from '../gatherShopFacts';
import { emptyDeadLetters, sendToQueue } from '../sendToQueue';
import { hasEnded } from '../../../shop/orderStates';
import { settle, trade, type ShopContext } from '../trade';

const MOST_COPIES = 10;
const POISON = [
  'no JSON at all',
  '{}',
  JSON.stringify({ ...anEvent('order.placed.v1'), data: { orderId: 'x' } }),
  JSON.stringify(anEvent('order.placed.v99')),
];
// A message is received five times, after 1, 2, 4 and 8 seconds.
const GIVEN_UP_MS = 60_000;

function anEvent(type: string) {
  return {
    specversion: '1.0',
    id: '00000000-0000-4000-8000-000000000000',
    source: 'chaos',
    type,
    subject: 'x',
    time: '2026-01-01T00:00:00.000Z',
    datacontenttype: 'application/json',
    data: {},
  };
}

/** Everything that was ever told arrives again, many times and in any order. */
export const eventsAgain: ChaosCase<ShopWorld> = {
  name: 'events-again',
  title: 'Every event comes up to ten times more, in any order',
  short: true,
  run: async context => {
    const { world, random, note, holds, short } = context;
    const initial = await initialStock(world);
    const { orders } = await trade(context, { orders: short ? 10 : 40 });
    await settle(context, 'before-events-again', orders, initial);
    const ids = orders.map(({ id }) => id);
    const seen = await gatherShopFacts(world, ids, initial);
    const events = await eventsOf(world, ids);
    const copies = shuffled(
      events.flatMap(event =>
        Array<string>(2 + Math.floor(random() * (MOST_COPIES - 1))).fill(event),
      ),
      random,
    );
    for (const name of CONSUMERS) {
      for (const event of copies) {
        await sendToQueue(world, queueOf(name), event);
      }
    }
    note(`${events.length} events as ${copies.length} copies in each queue`);
    await untilQueuesAreEmpty(context);
    await settle(context, 'events-again', orders, initial);
    const now = await gatherShopFacts(world, ids, initial);
    for (const what of ['orders', 'ledger', 'stock', 'mails'] as const) {
      holds(
        `${what} are as they were`,
        sorted(now[what]) === sorted(seen[what]),
      );
    }
  },
};

/** Messages that nobody can read. */
export const poisonedEvents: ChaosCase<ShopWorld> = {
  name: 'poisoned-events',
  title: 'Messages that nobody can read',
  short: false,
  run: async context => {
    const { world, holds } = context;
    const initial = await initialStock(world);
    for (const body of POISON) {
      for (const name of CONSUMERS) {
        await sendToQueue(world, queueOf(name), body);
      }
    }
    const { orders } = await trade(context, { orders: 10 });
    const ends = await Promise.allSettled(
      orders.map(({ id }) => untilEnded(context, id)),
    );
    holds(
      'other events flow',
      ends.every(({ status }) => status === 'fulfilled'),
    );
    const deadline = Date.now() + GIVEN_UP_MS;
    let given: Record<string, number> = {};
    do {
      await sleep(1_000);
      given = (await gatherShopFacts(world, [], initial)).deadLetters;
      // Product takes order.placed: all four. The others may pass that one by.
    } while (
      Object.values(given).some(count => count < 2) &&
      Date.now() < deadline
    );
    for (const name of CONSUMERS) {
      holds(
        `${name} gave up what it cannot read`,
        given[name] >= 2 && given[name] <= POISON.length,
        `${given[name]} messages`,
      );
      await emptyDeadLetters(world, queueOf(name));
    }
    await settle(context, 'poisoned-events', orders, initial);
  },
};

async function untilEnded({ world }: ShopContext, id: string) {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const [order] = await world
      .database('order')
      .rows(
        z.object({ state: z.string() }),
        'SELECT state FROM orders WHERE id = $1',
        [id],
      );
    if (order && hasEnded(order.state)) return;
    if (Date.now() > deadline) throw new Error(`Order ${id} does not end`);
    await sleep(100);
  }
}

async function eventsOf(
  world: ShopWorld,
  orderIds: readonly string[],
): Promise<string[]> {
  const all = await Promise.all(
    SERVICES.map(name =>
      world
        .database(name)
        .rows(
          z.object({ event: z.record(z.string(), z.unknown()) }),
          'SELECT event FROM outbox WHERE event->>$1 = ANY($2)',
          ['subject', orderIds],
        ),
    ),
  );
  return all.flat().map(({ event }) => JSON.stringify(event));
}

async function untilQueuesAreEmpty({ world }: ShopContext): Promise<void> {
  const schema = z.array(
    z.object({
      name: z.string(),
      approximateMessageCount: z.number(),
      approximateInflightCount: z.number(),
      approximateDelayedCount: z.number(),
    }),
  );
  const names = CONSUMERS.map(queueOf);
  const deadline = Date.now() + GIVEN_UP_MS;
  for (;;) {
    const answer = await fetch(
      `http://localhost:${world.ports.cloud}/_fauxqs/queues`,
    );
    const waiting = schema
      .parse(await answer.json())
      .filter(({ name }) => names.includes(name))
      .reduce(
        (sum, queue) =>
          sum +
          queue.approximateMessageCount +
          queue.approximateInflightCount +
          queue.approximateDelayedCount,
        0,
      );
    if (waiting === 0) return;
    if (Date.now() > deadline) throw new Error(`${waiting} messages wait`);
    await sleep(200);
  }
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  return items
    .map(item => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

function sorted(items: readonly object[]): string {
  return items
    .map(item => JSON.stringify(item))
    .sort()
    .join('\n');
}
