import type { ShopWorld } from '../../../shop/ShopWorld';
import type { ChaosCase } from '../../Case';
import { databaseFrozen, databaseRestarts } from './databaseGone';
import { journey } from './journey';
import { orderKilled, paymentKilled } from './killedServices';
import { redisGone } from './redisGone';

/** Every case of the shop, in the order in which they run. */
export const SHOP_CASES: readonly ChaosCase<ShopWorld>[] = [
  journey,
  orderKilled,
  paymentKilled,
  databaseRestarts,
  databaseFrozen,
  redisGone,
];
