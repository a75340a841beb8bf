import { z } from 'zod/v4';
import { parseMoney } from '@portico/plugin-cost-common';
import type { ClassDefaults } from './classes';
import { fields } from './fields';

/** What an environment may cost a month; more needs somebody's yes. */
export function budgetSchema({ budget: defaults }: ClassDefaults) {
  return fields({
    monthly: z
      .string({
        error: issue =>
          typeof issue.input === 'number'
            ? 'must be in quotes, such as "300.00"'
            : undefined,
      })
      .max(18, { error: 'must have at most 18 characters' }),
    currency: z
      .literal('USD', { error: 'must be USD, the currency of the list prices' })
      .default('USD'),
    /** Whether costs that are out of the ordinary are told. */
    anomalies: z.boolean().default(defaults.anomalies),
  }).transform((budget, context) => {
    const parsed = parseMoney(budget.monthly, budget.currency);
    if (!parsed.valid || parsed.money.amount.startsWith('-')) {
      context.addIssue({
        code: 'custom',
        path: ['monthly'],
        message: 'must be an amount that is not negative, such as "300.00"',
      });
      return z.NEVER;
    }
    return { ...budget, monthly: parsed.money.amount };
  });
}
