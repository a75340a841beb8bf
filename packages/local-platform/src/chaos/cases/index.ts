import type { ChaosCase } from '../Case';
import { changedByHand } from './changedByHand';
import { deploymentEvents } from './deploymentEvents';
import { expiredTokens } from './expiredTokens';
import { frozenPreview } from './frozenPreview';
import { gitHostDown } from './gitHostDown';
import { killedAtEachStep } from './killedAtEachStep';
import { poisonedFiles } from './poisonedFiles';
import { twoPortals } from './twoPortals';
import { webhooks } from './webhooks';

/** Every case, in the order in which they run. */
export const ALL_CASES: readonly ChaosCase[] = [
  killedAtEachStep,
  twoPortals,
  webhooks,
  deploymentEvents,
  changedByHand,
  expiredTokens,
  gitHostDown,
  frozenPreview,
  poisonedFiles,
];
