import { money, multiplyMoney, type Money } from '@portico/plugin-cost-common';
import type { Estimate } from './Estimate';

/** The hours of a month in every estimate: 365 days of 24 hours, a twelfth (the AWS pricing calculator). */
export const HOURS_PER_MONTH = 730;

/** What an environment costs that lives for so many days, by its fixed price a month; part of a day counts as such. */
export function costForDays(
  { total, currency }: Pick<Estimate, 'total' | 'currency'>,
  days: number,
): Money {
  return multiplyMoney(
    money(total.monthly, currency),
    ((days * 24) / HOURS_PER_MONTH).toFixed(10),
  );
}
