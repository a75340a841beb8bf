/** Orders that the whole shop accepts, beside an Express server that writes an order and an event in one transaction. */
import { inWorker } from './inWorker.mjs';
import { besideMinimalShop } from './minimalShop.mjs';
import { inTurns } from './rounds.mjs';
import { checkoutText } from './requests.mjs';
import { productsOf } from './shop.mjs';

const CLOSED_LOOP = new URL('./closedLoop.mjs', import.meta.url);
const CONNECTIONS = 50;
const PAYMENT = { paymentToken: 'tok_visa' };

async function accepted(port, texts, faults) {
  const { perSecond, statuses } = await inWorker(CLOSED_LOOP, {
    ...{ port, texts, connections: CONNECTIONS },
  });
  const { 202: good = 0, ...others } = statuses;
  if (good < texts.length) {
    faults.push(`${texts.length} orders: ${JSON.stringify(others)}`);
  }
  return perSecond;
}

async function compare(shop, floor, { rounds, orders }) {
  const faults = [];
  const products = await productsOf(shop.port('product'));
  const lines = [{ ...products[0], quantity: 1 }];
  const sides = {
    ours: async () => {
      // Each has a cart of their own, and a token that is new.
      const shoppers = Array.from({ length: orders }, () => shop.shopper());
      await shop.fillCarts(shoppers, products);
      const texts = shoppers.map(shopper => checkoutText(shopper, PAYMENT));
      const perSecond = await accepted(shop.port('order'), texts, faults);
      await shop.untilSettled();
      return perSecond;
    },
    floor: async () => {
      const shopper = shop.shopper();
      const texts = Array.from({ length: orders }, () =>
        checkoutText(shopper, lines),
      );
      return accepted(floor.port, texts, faults);
    },
  };
  return { rounds: await inTurns({ rounds, warm: true }, sides), faults };
}

export const orderAcceptance = {
  name: 'order-acceptance',
  title:
    'POST /v1/orders of the shop, beside a bare order and event in Express',
  needs: 'the whole shop with its databases, which it starts and ends',
  unit: 'orders accepted in a second',
  rounds: 3,
  limit: { atLeast: 0.5 },
  run: options =>
    besideMinimalShop(options, (shop, floor) => compare(shop, floor, options)),
};
