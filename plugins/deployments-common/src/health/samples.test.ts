import {
  expectedOfSamples,
  read,
  sampleLists,
} from '../__testUtils__/kubernetesSample';
import { componentHealth } from './componentHealth';
import { componentHealthSchema } from './WorkloadHealth';

const CASES = Object.entries(expectedOfSamples());

describe('the answers of a real API server', () => {
  it('should all be there', () => {
    expect(CASES).toHaveLength(14);
  });

  it.each(CASES)('should be judged right: %s', (name, expected) => {
    const { evaluateAt, ...right } = expected;
    const { state, targetVersion, servingVersions, desired, ready, ...rest } =
      componentHealth(read(sampleLists(name)), new Date(evaluateAt));
    expect({
      state,
      targetVersion,
      servingVersions,
      desired,
      ready,
      verdict: expect.anything(),
    }).toEqual(right);
    expect(rest.notSeen).toEqual([]);
    const whole = { state, targetVersion, servingVersions, desired, ready };
    expect(componentHealthSchema.parse({ ...whole, ...rest })).toEqual({
      ...whole,
      ...rest,
    });
  });
});
