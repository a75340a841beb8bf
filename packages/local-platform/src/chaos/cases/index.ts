import type { ChaosCase } from '../Case';
import { changedByHand } from './changedByHand';
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
  changedByHand,
  expiredTokens,
  gitHostDown,
  frozenPreview,
  poisonedFiles,
];

/** The cases that a command asks for; throws where a name is none. */
export function chooseCases({
  short,
  only,
}: {
  short?: boolean;
  only?: string[];
}): ChaosCase[] {
  const unknown = only?.find(
    name => !ALL_CASES.some(chaos => chaos.name === name),
  );
  if (unknown !== undefined) {
    const names = ALL_CASES.map(({ name }) => name).join(', ');
    throw new Error(`There is no case ${unknown}; there are ${names}`);
  }
  return ALL_CASES.filter(chaos =>
    only ? only.includes(chaos.name) : chaos.short || !short,
  );
}
