import {
  compareMoney,
  formatMoney,
  money,
  subtractMoney,
  type Money,
} from '@portico/plugin-cost-common';
import {
  costForDays,
  isEstimate,
  ttlToMs,
  type Estimate,
  type EstimateResult,
} from '@portico/plugin-environments-common';

const MS_PER_DAY = 86_400_000;

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

/**
 * An amount without cents where there are none: limits are round. `nearest` and `down`
 * leave the cents out; what is less than one keeps them, it is not nothing.
 */
export function amountWords(
  amount: Money,
  rounding: 'exact' | 'nearest' | 'down' = 'exact',
): string {
  const [whole, cents] = amount.amount.split('.');
  if (rounding === 'exact' || /^-?0$/.test(whole)) {
    return formatMoney(amount).replace(/\.00$/, '');
  }
  const up = rounding === 'nearest' && Number(cents) >= 50 ? 1n : 0n;
  const rounded = BigInt(whole) + (whole.startsWith('-') ? -up : up);
  return formatMoney(money(`${rounded}`, amount.currency)).replace(/\.00$/, '');
}

/**
 * What an environment costs in a time to live, about, or at least where lines have no
 * amount; undefined without one.
 */
export function costOfLife(
  estimate: Estimate,
  ttl: string | undefined,
  cents: 'with-cents' | 'whole' = 'with-cents',
): string | undefined {
  const ms = ttl === undefined ? undefined : ttlToMs(ttl);
  if (ms === undefined) return undefined;
  const cost = costForDays(estimate, ms / MS_PER_DAY);
  const { atLeast } = estimate.total;
  // What is at least so much is not rounded up to more.
  const whole = atLeast ? 'down' : 'nearest';
  return `${atLeast ? 'at least' : 'about'} ${
    cents === 'whole' ? amountWords(cost, whole) : formatMoney(cost)
  }`;
}

/** What an environment costs until its time to live is over; undefined without one. */
export function untilExpiryWords(
  estimate: Estimate,
  ttl: string | undefined,
): string | undefined {
  const cost = costOfLife(estimate, ttl);
  return cost && `${cost} until it expires`;
}

/** The lines of an estimate that have no amount. */
function unpricedLines({ lines }: Estimate): string {
  return lines
    .filter(({ monthly }) => monthly === null)
    .map(({ address, component }) => `${address} ${component}`)
    .sort()
    .join('\n');
}

/**
 * The difference of two totals with its sign; undefined where they can't be compared.
 * Where other lines than before have no amount, it says that it leaves them out.
 */
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
  const words =
    compareMoney(old, now) === 0
      ? 'no change in price'
      : `${formatMoney(subtractMoney(now, old), { signed: true })} a month`;
  return unpricedLines(before) === unpricedLines(after)
    ? words
    : `${words}, not counting what has no price`;
}
