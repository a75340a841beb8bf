import { aFullSpec, aSpec } from '../../__testUtils__/aSpec';
import { aDocument } from '../../__testUtils__/synthesized';
import { violationsIn, violationsOf } from '../../__testUtils__/violations';
import { budgetSet } from './budgetSet';

describe('budgetSet', () => {
  it('should accept an environment with everything', () => {
    expect(violationsOf(budgetSet, aFullSpec())).toEqual([]);
  });

  it('should find an environment without one, in every class', () => {
    expect(violationsOf(budgetSet, aSpec())).toEqual([
      { resource: 'dev', path: 'spec.budget.monthly' },
    ]);
    expect(violationsOf(budgetSet, aFullSpec({ budget: undefined }))).toEqual([
      { resource: 'prod', path: 'spec.budget.monthly' },
    ]);
  });

  it('should not ask a document whose spec is not known', () => {
    expect(violationsIn(budgetSet, aDocument({ 'aws_vpc.v': {} }))).toEqual([]);
  });
});
