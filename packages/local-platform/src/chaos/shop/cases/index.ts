import type { ShopWorld } from '../../../shop/ShopWorld';
import type { ChaosCase } from '../../Case';
import { databaseFrozen, databaseRestarts } from './databaseGone';
import { diskFull } from './diskFull';
import { eventsAgain, poisonedEvents } from './events';
import { goneClients } from './goneClients';
import { journey } from './journey';
import { orderKilled, paymentKilled } from './killedServices';
import { loadTest } from './loadTest';
import { overload } from './overload';
import { redisGone } from './redisGone';
import { rollingRestart } from './rollingRestart';
import { seededChaos } from './seededChaos';
import { slowLink } from './slowLink';
import { wrongClock } from './wrongClock';

/** Every case of the shop, in the order in which they run. */
export const SHOP_CASES: readonly ChaosCase<ShopWorld>[] = [
  journey,
  loadTest,
  orderKilled,
  paymentKilled,
  databaseRestarts,
  databaseFrozen,
  redisGone,
  eventsAgain,
  poisonedEvents,
  slowLink,
  wrongClock,
  diskFull,
  overload,
  rollingRestart,
  goneClients,
  seededChaos,
];
