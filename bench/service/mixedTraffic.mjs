/** Browsing, carts and orders at the rate of 200 people, at the whole shop and at one Express server with pg. */
import { inWorker } from './inWorker.mjs';
import { besideMinimalShop } from './minimalShop.mjs';
import { inTurns } from './rounds.mjs';
import { requestText } from './requests.mjs';
import { productsOf } from './shop.mjs';

const OPEN_LOOP = new URL('./openLoop.mjs', import.meta.url);
const SHOPPERS = 200;
const PER_SECOND = 200;
const WARM_SECONDS = 10;
const SHARE = 0.975;
// 80, 15 and 5 of a hundred.
const PATTERN = [
  ...['browse', 'browse', 'browse', 'cart', 'browse'],
  ...['browse', 'browse', 'browse', 'browse', 'cart'],
  ...['browse', 'browse', 'order', 'browse', 'browse'],
  ...['browse', 'cart', 'browse', 'browse', 'browse'],
];

/** What one shopper asks for, as it stands on the wire. */
function textsOf(shopper, products) {
  const headers = { ...shopper.headers, 'X-User': shopper.id };
  const few = products.slice(0, 12);
  return {
    browse: [
      ...few.map(({ id }) => requestText('GET', `/v1/products/${id}`)),
      ...[10, 20, 30].map(n => requestText('GET', `/v1/products?limit=${n}`)),
    ],
    cart: few.map(({ id }) =>
      requestText('PUT', `/v1/cart/items/${id}`, {
        headers,
        body: { quantity: 1 },
      }),
    ),
  };
}

function quantile(values, share) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/** What 97.5 % of the answers are faster than, in milliseconds since they were due. */
async function slowest(ports, { shop, body, seconds, name, faults, notes }) {
  const products = await productsOf(ports.product);
  const shoppers = Array.from({ length: SHOPPERS }, () => {
    const shopper = shop.shopper();
    const order = { shopper, body: body(products) };
    return { ...textsOf(shopper, products), order };
  });
  const found = await inWorker(OPEN_LOOP, {
    ...{ ports, shoppers, seconds, pattern: PATTERN },
    ...{ perSecond: PER_SECOND, warmSeconds: WARM_SECONDS },
  });
  for (const [what, count] of Object.entries(found.faults)) {
    faults.push(`${name}, ${count} times ${what}`);
  }
  const parts = Object.entries(found.latencies).map(
    ([kind, all]) =>
      `${kind} ${quantile(all, SHARE).toFixed(1)} (${all.length})`,
  );
  notes.push(`${name}: ${parts.join(', ')}`);
  return quantile(Object.values(found.latencies).flat(), SHARE);
}

async function compare(shop, floor, { rounds, seconds }) {
  const faults = [];
  const notes = [];
  const given = { shop, seconds, faults, notes };
  const sides = {
    ours: async () => {
      const ports = {
        product: shop.port('product'),
        order: shop.port('order'),
      };
      const body = () => ({ paymentToken: 'tok_visa' });
      const found = await slowest(ports, { ...given, name: 'ours', body });
      await shop.untilSettled();
      return found;
    },
    floor: async () => {
      const ports = { product: floor.port, order: floor.port };
      const body = ([product]) => [{ ...product, quantity: 1 }];
      return slowest(ports, { ...given, name: 'floor', body });
    },
  };
  return {
    rounds: await inTurns({ rounds, warm: false }, sides),
    faults,
    notes,
  };
}

export const mixedTraffic = {
  name: 'mixed-traffic',
  title: `80/15/5 of browsing, carts and orders, ${PER_SECOND} in a second from ${SHOPPERS} people`,
  needs: 'the whole shop with its databases, which it starts and ends',
  unit: 'ms until 97.5 % of the answers were there, since they were due',
  rounds: 3,
  limit: { atMost: 3 },
  run: options =>
    besideMinimalShop(options, (shop, floor) => compare(shop, floor, options)),
};
