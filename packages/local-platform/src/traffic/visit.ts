import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../system/seededRandom';
import type { Shopper } from '../shop/Shopper';

/** What people look for; most of it is sold. */
const TERMS = ['lamp', 'oak', 'copper kettle', 'notebook', 'radio', 'sofa', ''];
/** One card in eight is refused, in the ways that cards are. */
const CARDS = [
  ...Array.from({ length: 21 }, () => 'tok_visa'),
  'tok_decline',
  'tok_insufficient_funds',
  'tok_expired_card',
];
const BUY = 0.5;
const CHECK_OUT = 0.85;
const MISS = 0.05;
const ORDER_MS = 20_000;

/** How a visit goes. */
export interface VisitOptions {
  random: Random;
  /** The pause between two clicks is up to this, in milliseconds. */
  pauseMs: number;
  signal: AbortSignal;
}

/**
 * One visit of somebody who is signed in: looks around, and about half the time
 * buys. Throws where the shop, not the shopper, is at fault.
 */
export async function visit(
  shopper: Shopper,
  options: VisitOptions,
): Promise<void> {
  const { random, pauseMs, signal } = options;
  const pause = () => sleep(pauseMs * random(), undefined, { signal });
  const found = await shopper.search(pick(TERMS, random));
  await pause();
  const products = found.filter(({ available }) => available > 0);
  for (let looks = 1 + Math.floor(random() * 3); looks > 0; looks--) {
    if (products.length === 0) break;
    const { id } = pick(products, random);
    await expect(shopper, 'product', `/v1/products/${id}`, [200]);
    await pause();
  }
  if (random() < MISS) {
    const gone = `/v1/products/${randomUUID()}`;
    await expect(shopper, 'product', gone, [404]);
  }
  if (products.length === 0 || random() > BUY) return;
  await buy(shopper, { products, random, pause });
  await expect(shopper, 'order', '/v1/orders', [200]);
  await expect(shopper, 'user', '/v1/users/me', [200]);
}

async function buy(
  shopper: Shopper,
  options: {
    products: Awaited<ReturnType<Shopper['search']>>;
    random: Random;
    pause(): Promise<unknown>;
  },
): Promise<void> {
  const { products, random, pause } = options;
  for (let items = 1 + Math.floor(random() * 3); items > 0; items--) {
    const { id } = pick(products, random);
    const { status } = await shopper.putIntoCart(id, 1);
    if (status >= 500) throw new Error(`The cart answers ${status}`);
    await pause();
  }
  await expect(shopper, 'order', '/v1/cart', [200]);
  if (random() > CHECK_OUT) return;
  const card = pick(CARDS, random);
  const order = await shopper.checkOutPatiently(randomUUID(), ORDER_MS, card);
  await shopper.untilEnded(order.id, ORDER_MS);
}

async function expect(
  shopper: Shopper,
  service: 'product' | 'order' | 'user',
  path: string,
  wanted: readonly number[],
): Promise<void> {
  const { status } = await shopper.ask(service, 'GET', path);
  if (!wanted.includes(status)) {
    throw new Error(`GET ${service}${path} answers ${status}`);
  }
}

function pick<T>(items: readonly T[], random: Random): T {
  return items[Math.floor(random() * items.length)];
}
