import { setTimeout as sleep } from 'node:timers/promises';
import type { ServiceName } from '../../../shop/services';
import type { ShopWorld } from '../../../shop/ShopWorld';
import type { ChaosCase } from '../../Case';
import { before, settle, trade, type ShopContext } from '../trade';

/** Where a service ends itself when FAULT_AT names the step; listed in its README. */
const ORDER_STEPS = ['accept', 'reserved', 'payment', 'void', 'release'];
const PAYMENT_STEPS = [
  'capture:before-provider',
  'capture:after-provider',
  'capture:after-commit',
  'refund:before-provider',
  'refund:after-provider',
  'refund:after-commit',
];
const MOMENTS = ['before-commit', 'after-commit'];

/** The order service dies at each step of the saga. */
export const orderKilled: ChaosCase<ShopWorld> = {
  name: 'order-killed',
  title: 'The order service is killed at each step of an order',
  short: true,
  run: context =>
    killedAt(
      context,
      'order',
      ORDER_STEPS.flatMap(step => MOMENTS.map(moment => `${step}:${moment}`)),
    ),
};

/** The payment service dies around what it asks of the provider. */
export const paymentKilled: ChaosCase<ShopWorld> = {
  name: 'payment-killed',
  title: 'The payment service is killed around each charge and refund',
  short: true,
  run: context => killedAt(context, 'payment', PAYMENT_STEPS),
};

async function killedAt(
  context: ShopContext,
  name: ServiceName,
  steps: readonly string[],
): Promise<void> {
  const { world, holds } = context;
  const initial = await before(world);
  const accepted = [];
  const service = world.services[name];
  for (const step of steps) {
    await service.end('SIGTERM');
    await service.start({ FAULT_AT: step });
    const buying = trade(context, { orders: 12, shoppers: 3 });
    const died = await service.untilGone(20_000);
    holds(`it ended at ${step}`, died, 'it never came to this step');
    if (!died) await service.end('SIGTERM');
    await sleep(100);
    await service.start();
    accepted.push(...(await buying).orders);
  }
  await settle(context, `${name}-killed`, accepted, initial);
}
