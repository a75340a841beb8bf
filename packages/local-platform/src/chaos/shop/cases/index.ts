import type { ShopWorld } from '../../../shop/ShopWorld';
import type { ChaosCase } from '../../Case';
import { databaseFrozen, databaseRestarts } from './databaseGone';
import { eventsAgain, poisonedEvents } from './events';
import { journey } from './journey';
import { orderKilled, paymentKilled } from './killedServices';
import { redisGone } from './redisGone';
import { seededChaos } from './seededChaos';
import { goneClients, rollingRestart, slowLink } from './traffic';

/** Every case of the shop, in the order in which they run. */
export const SHOP_CASES: readonly ChaosCase<ShopWorld>[] = [
  journey,
  orderKilled,
  paymentKilled,
  databaseRestarts,
  databaseFrozen,
  redisGone,
  eventsAgain,
  poisonedEvents,
  slowLink,
  rollingRestart,
  goneClients,
  seededChaos,
];
