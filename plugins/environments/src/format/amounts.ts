import {
  compareMoney,
  formatMoney,
  money,
  multiplyMoney,
  subtractMoney,
  type Money,
} from '@portico/plugin-cost-common';
import {
  isEstimate,
  ttlToMs,
  type Estimate,
  type EstimateResult,
} from '@portico/plugin-environments-common';

/** AWS prices a month as so many hours (the AWS pricing calculator). */
const HOURS_PER_MONTH = 730;
const MS_PER_HOUR = 3_600_000;

/** The total of an estimate as an amount. */
export function totalOf(estimate: Estimate): Money {
  return money(estimate.total.monthly, estimate.currency);
}

/** The total a month in words: "at least $239.07 a month" where lines have no amount. */
export function monthlyWords(estimate: Estimate): string {
  const amount = formatMoney(totalOf(estimate));
  return estimate.total.atLeast
    ? `at least ${amount} a month`
    : `${amount} a month`;
}

/** The total a month of what may be no estimate; unknown is a word, never an amount. */
export function monthlyOrUnknown(
  estimate: EstimateResult | null | undefined,
): string {
  return estimate && isEstimate(estimate)
    ? monthlyWords(estimate)
    : 'not known';
}

/** About what an environment costs in a time to live; undefined without one. */
export function costOfLife(
  estimate: Estimate,
  ttl: string | undefined,
): string | undefined {
  const ms = ttl === undefined ? undefined : ttlToMs(ttl);
  if (ms === undefined) return undefined;
  const factor = (ms / MS_PER_HOUR / HOURS_PER_MONTH).toFixed(6);
  return `about ${formatMoney(multiplyMoney(totalOf(estimate), factor))}`;
}

/** What an environment costs until its time to live is over; undefined without one. */
export function untilExpiryWords(
  estimate: Estimate,
  ttl: string | undefined,
): string | undefined {
  const cost = costOfLife(estimate, ttl);
  return cost && `${cost} until it expires`;
}

/** The difference of two totals with its sign; undefined where they can't be compared. */
export function differenceWords(
  before: EstimateResult | null | undefined,
  after: EstimateResult | null | undefined,
): string | undefined {
  if (!before || !after || !isEstimate(before) || !isEstimate(after)) {
    return undefined;
  }
  // Without a rate no two currencies have a difference.
  if (before.currency !== after.currency) return undefined;
  const [old, now] = [totalOf(before), totalOf(after)];
  if (compareMoney(old, now) === 0) return 'no change in price';
  return `${formatMoney(subtractMoney(now, old), { signed: true })} a month`;
}
