import { aFullSpec } from '../__testUtils__/aSpec';
import { resourcesOf } from '../__testUtils__/synthesized';
import { replacementArguments } from './replacementArguments';

describe('replacementArguments', () => {
  it('should know every type that an environment is made of', () => {
    const types = new Set(
      resourcesOf(aFullSpec())
        .all()
        .map(({ type }) => type),
    );
    expect([...types].filter(type => !replacementArguments[type])).toEqual([]);
  });
});
