import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod/v4';
import { deadLettersOf } from '../../shop/cloud';
import {
  CONSUMERS,
  queueOf,
  SERVICES,
  type ServiceName,
} from '../../shop/services';
import type { ShopWorld } from '../../shop/ShopWorld';
import type { ShopFacts } from './ShopFacts';

const count = z.coerce.number();
const stockSchema = z.object({
  sku: z.string(),
  on_hand: count,
  reserved: count,
  sold: count,
});

/** What was on the shelf of each product, by its SKU. */
export type InitialStock = ReadonlyMap<string, number>;

/** Reads what is on the shelves, before anybody buys. */
export async function initialStock(world: ShopWorld): Promise<InitialStock> {
  const rows = await stockOf(world);
  return new Map(rows.map(row => [row.sku, row.on_hand + row.sold]));
}

/** Asks every database, every queue and the provider's ledger. */
export async function gatherShopFacts(
  world: ShopWorld,
  accepted: readonly string[],
  initial: InitialStock,
): Promise<ShopFacts> {
  return {
    accepted: [...accepted],
    orders: await world.database('order').rows(
      z
        .object({ id: z.string(), state: z.string(), total_cents: count })
        .transform(({ id, state, total_cents: totalCents }) => ({
          id,
          state,
          totalCents,
        })),
      'SELECT id, state, total_cents FROM orders',
    ),
    ledger: await readLedger(world),
    stock: (await stockOf(world)).map(row => ({
      sku: row.sku,
      initial: initial.get(row.sku) ?? 0,
      onHand: row.on_hand,
      reserved: row.reserved,
      sold: row.sold,
    })),
    unsent: await byService(SERVICES, async name => {
      const [row] = await world
        .database(name)
        .rows(
          z.object({ unsent: count }),
          'SELECT count(*) AS unsent FROM outbox WHERE sent_at IS NULL',
        );
      return row.unsent;
    }),
    deadLetters: await byService(CONSUMERS, name =>
      deadLetters(world, queueOf(name)),
    ),
    mails: await world.database('notification').rows(
      z
        .object({ order_id: z.string(), kind: z.string(), count })
        .transform(({ order_id: orderId, ...rest }) => ({ orderId, ...rest })),
      `SELECT order_id, kind, count(*) FROM notifications
       WHERE order_id IS NOT NULL GROUP BY order_id, kind`,
    ),
  };
}

async function stockOf(world: ShopWorld) {
  return world
    .database('product')
    .rows(
      stockSchema,
      'SELECT sku, on_hand, reserved, sold FROM stock JOIN products ON products.id = stock.product_id',
    );
}

async function byService(
  names: readonly ServiceName[],
  ask: (name: ServiceName) => Promise<number>,
): Promise<Record<string, number>> {
  const answers = await Promise.all(
    names.map(async name => [name, await ask(name)] as const),
  );
  return Object.fromEntries(answers);
}

/** The emulator tells by HTTP what is in a queue, without taking it. */
async function deadLetters(world: ShopWorld, queue: string): Promise<number> {
  const answer = await fetch(
    `http://localhost:${world.ports.cloud}/_fauxqs/queues/${deadLettersOf(
      queue,
    )}`,
  );
  const { messages } = z
    .object({
      messages: z.object({
        ready: z.array(z.unknown()),
        delayed: z.array(z.unknown()),
        inflight: z.array(z.unknown()),
      }),
    })
    .parse(await answer.json());
  return (
    messages.ready.length + messages.delayed.length + messages.inflight.length
  );
}

const entrySchema = z.object({
  orderId: z.string(),
  kind: z.enum(['capture', 'refund']),
  amountCents: z.int(),
});

/** The provider's own ledger: what really happened to the money. */
async function readLedger(world: ShopWorld): Promise<ShopFacts['ledger']> {
  const text = await readFile(join(world.folder, 'ledger.jsonl'), 'utf8').catch(
    () => '',
  );
  return text
    .split('\n')
    .filter(line => line !== '')
    .map(line => entrySchema.parse(JSON.parse(line)));
}
