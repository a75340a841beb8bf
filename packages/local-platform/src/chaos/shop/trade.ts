import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ShopWorld } from '../../shop/ShopWorld';
import type { CaseContext } from '../Case';
import type { Random } from '../../system/seededRandom';
import { gatherShopFacts, type InitialStock } from './gatherShopFacts';
import { brokenShopInvariants } from './ShopFacts';
import { Shopper, type SeenOrder } from '../../shop/Shopper';

/** What a case of the shop is given. */
export type ShopContext = CaseContext<ShopWorld>;

/** How much is bought, and how patiently. */
export interface TradeOptions {
  orders: number;
  /** How long a shopper tries to have one order accepted. */
  patienceMs?: number;
  /** The pause between two orders of one shopper. */
  pauseMs?: number;
  shoppers?: number;
  /** Every order is cancelled after so long, instead of few at once. */
  cancelAfterMs?: number;
  /** What every order is paid with, instead of cards of which some are declined. */
  token?: string;
}

/** Orders that were accepted, with what was there before. */
export interface Trade {
  orders: SeenOrder[];
  /** The shopper of each order, by its id. */
  owners: ReadonlyMap<string, Shopper>;
}

const PATIENCE_MS = 30_000;
const TOKENS = ['tok_visa', 'tok_visa', 'tok_visa', 'tok_decline'];
const MOST_REASONS = 12;
const END_MS = 60_000;

function pick<T>(items: readonly T[], random: Random): T {
  return items[Math.floor(random() * items.length)];
}

/** Shoppers who register and buy at the same time; each order is asked for until it is accepted. */
export async function trade(
  { world, random }: Pick<ShopContext, 'world' | 'random'>,
  options: TradeOptions,
): Promise<Trade> {
  const { orders, patienceMs = PATIENCE_MS, pauseMs = 0 } = options;
  const { cancelAfterMs, token } = options;
  const shoppers = Math.min(options.shoppers ?? 4, orders);
  const accepted: SeenOrder[] = [];
  const owners = new Map<string, Shopper>();
  let left = orders;
  await Promise.all(
    Array.from({ length: shoppers }, async () => {
      const shopper = await patiently(patienceMs, () =>
        Shopper.arrive(name => world.url(name)),
      );
      const found = await patiently(patienceMs, () => shopper.search(''));
      const products = found.filter(({ available }) => available > 0);
      while (left > 0) {
        left -= 1;
        await fillCart(shopper, pick(products, random).id, patienceMs);
        const order = await shopper.checkOutPatiently(
          randomUUID(),
          patienceMs,
          token ?? pick(TOKENS, random),
        );
        accepted.push(order);
        owners.set(order.id, shopper);
        if (cancelAfterMs !== undefined) await sleep(cancelAfterMs);
        if (cancelAfterMs !== undefined || random() < 0.15) {
          await shopper.cancel(order.id).catch(() => {});
        }
        await sleep(pauseMs * random());
      }
    }),
  );
  return { orders: accepted, owners };
}

/** Puts one product into a cart, also where the shop does not answer at first. */
export async function fillCart(
  shopper: Shopper,
  productId: string,
  patienceMs: number,
): Promise<void> {
  await patiently(patienceMs, async () => {
    const { status } = await shopper.putIntoCart(productId, 1);
    if (status !== 200) throw new Error(`The cart answers ${status}`);
  });
}

/** Tries again until it works, as people do, or the time is up. */
async function patiently<T>(ms: number, work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + ms;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(200);
    }
  }
}

/** Waits until all is at its end, and tells what does not hold. */
export async function settle(
  { world, broken, measure }: ShopContext,
  what: string,
  accepted: readonly SeenOrder[],
  initial: InitialStock,
  endMs = END_MS,
): Promise<void> {
  const from = Date.now();
  const ids = accepted.map(({ id }) => id);
  let reasons: string[] = [];
  do {
    const facts = await gatherShopFacts(world, ids, initial);
    reasons = brokenShopInvariants(facts);
    if (reasons.length === 0) break;
    await sleep(250);
  } while (Date.now() - from < endMs);
  measure(`${what}_settled_ms`, Date.now() - from);
  const more = reasons.length - MOST_REASONS;
  broken(what, [
    ...reasons.slice(0, MOST_REASONS),
    ...(more > 0 ? [`and ${more} more`] : []),
  ]);
}
