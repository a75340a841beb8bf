import { PolicyRule } from '../PolicyRule';

/** Somebody is told when an environment costs more than was meant. */
export const budgetSet: PolicyRule = {
  id: 'budget-set',
  severity: 'warning',
  title: 'An environment should have a budget',
  why: 'Without one nobody is told when it costs more than was meant, until the bill comes.',
  fix: 'Set budget.monthly to what it may cost a month.',
  check: ({ spec }) =>
    spec && !spec.spec.budget
      ? [{ resource: spec.metadata.name, path: 'spec.budget.monthly' }]
      : [],
};
