import { setTimeout as sleep } from 'node:timers/promises';
import type { ServiceName } from '../../../shop/services';
import type { ShopWorld } from '../../../shop/ShopWorld';
import type { ChaosCase } from '../../Case';
import { initialStock } from '../gatherShopFacts';
import { halfInShort } from '../halfInShort';
import { settle, trade, type ShopContext, type TradeOptions } from '../trade';

/** Where a service ends itself when FAULT_AT names the step; listed in its README. */
const FORWARD_STEPS = ['accept', 'reserved', 'payment'];
const BACKWARD_STEPS = ['cancel', 'void', 'release'];
const PAYMENT_STEPS = [
  'capture:before-provider',
  'capture:after-provider',
  'capture:after-commit',
  'cancel:before-provider',
  'cancel:after-provider',
  'cancel:after-commit',
  'refund:before-provider',
  'refund:after-provider',
  'refund:after-commit',
];
// The provider takes the money and does not say so: payment cannot know whether it was paid.
const UNCERTAIN = { token: 'tok_timeout_once', cancelAfterMs: 800 };
const DIES_WITHIN_MS = 25_000;
const MOMENTS = ['before-commit', 'after-commit'];

/** The order service dies at each step of the saga. */
export const orderKilled: ChaosCase<ShopWorld> = {
  name: 'order-killed',
  title: 'The order service is killed at each step of an order',
  short: true,
  run: async context => {
    await killedAt(context, 'order', pointsOf(FORWARD_STEPS));
    // Every order is taken back, so that each comes to these steps.
    const back = { cancelAfterMs: 0 };
    await killedAt(context, 'order', pointsOf(BACKWARD_STEPS), back);
  },
};

/** The payment service dies around what it asks of the provider. */
export const paymentKilled: ChaosCase<ShopWorld> = {
  name: 'payment-killed',
  title: 'The payment service is killed around each charge and refund',
  short: true,
  run: async context => {
    const [capture, back] = [
      PAYMENT_STEPS.filter(step => step.startsWith('capture')),
      PAYMENT_STEPS.filter(step => !step.startsWith('capture')),
    ];
    await killedAt(context, 'payment', capture);
    // An order is withdrawn while its charge is under way.
    await killedAt(context, 'payment', back, UNCERTAIN);
  },
};

function pointsOf(steps: readonly string[]): string[] {
  return steps.flatMap(step => MOMENTS.map(moment => `${step}:${moment}`));
}

async function killedAt(
  context: ShopContext,
  name: ServiceName,
  steps: readonly string[],
  buy: Partial<TradeOptions> = {},
): Promise<void> {
  const { world, holds } = context;
  const initial = await initialStock(world);
  const accepted = [];
  const service = world.services[name];
  for (const step of halfInShort(context, steps)) {
    await service.end('SIGTERM');
    // It may come to the step at once, by what it left: nobody waits for its answer.
    await service.launch({ FAULT_AT: step });
    const buying = trade(context, { orders: 9, shoppers: 3, ...buy });
    const died = await service.untilGone(DIES_WITHIN_MS);
    holds(`it ended at ${step}`, died, 'it never came to this step');
    if (!died) await service.end('SIGTERM');
    await sleep(100);
    await service.start();
    accepted.push(...(await buying).orders);
  }
  await settle(context, `${name}-killed`, accepted, initial);
}
