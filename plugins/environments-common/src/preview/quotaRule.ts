import {
  addMoney,
  compareMoney,
  formatMoney,
  sumMoney,
  type Money,
} from '@portico/plugin-cost-common';
import type { Quota } from './quota';

/** What an owner may have in all; null where there is no limit. */
export interface QuotaLimits {
  environments: number | null;
  monthly: Money | null;
}

/** An environment that counts: one that exists, or whose creation is open. */
export interface CountedEnvironment {
  name: string;
  owner: string;
  /** The list price a month; null where it is not known. */
  monthly: Money | null;
}

/** What a change adds to what its owner has. */
export interface QuotaChange {
  /** Whether the owner has one environment more afterwards. */
  isNew: boolean;
  /** Its list price a month afterwards; null where it is not known. */
  monthly: Money | null;
  /** Its list price a month today; null where it is not known, or the owner does not pay it. */
  monthlyBefore: Money | null;
}

/** The sum, or null where a part is not known or in another currency than the limit. */
function sumOf(
  prices: readonly (Money | null)[],
  limit: Money | null,
): Money | null {
  const known = prices.filter((price): price is Money => price !== null);
  const currency = limit?.currency ?? known[0]?.currency ?? 'USD';
  return known.length === prices.length &&
    known.every(price => price.currency === currency)
    ? sumMoney(known, currency)
    : null;
}

/** Whether an environment counts: it is of the same owner, and not the one that is asked for. */
export function countsBeside(
  asked: Pick<CountedEnvironment, 'name' | 'owner'>,
  { name, owner }: Pick<CountedEnvironment, 'name' | 'owner'>,
): boolean {
  return owner === asked.owner && name !== asked.name;
}

/** What an owner has beside the environment that is asked for, and what it may have. */
export function quotaOf(facts: {
  owner: string;
  /** The environment that is asked for; it is not counted. */
  name: string;
  limits: QuotaLimits;
  environments: readonly CountedEnvironment[];
}): Quota {
  const { owner, name, limits, environments } = facts;
  const others = environments.filter(entry =>
    countsBeside({ owner, name }, entry),
  );
  const prices = others.map(({ monthly }) => monthly);
  return {
    owner,
    environments: { used: others.length, limit: limits.environments },
    monthly: { used: sumOf(prices, limits.monthly), limit: limits.monthly },
  };
}

function nameOf(owner: string): string {
  const name = owner.replace(/^[^/]*\//, '');
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

function tooMany(
  { owner, environments: { used, limit } }: Quota,
  { isNew }: QuotaChange,
): string[] {
  if (!isNew || limit === null || used + 1 <= limit) return [];
  const count = used + 1;
  return [
    `${nameOf(owner)} would have ${count} ${
      count === 1 ? 'environment' : 'environments'
    }; its quota is ${limit}`,
  ];
}

function tooDear(
  { owner, monthly: { used, limit } }: Quota,
  { monthly, monthlyBefore }: QuotaChange,
): string[] {
  // A price that is not known asks for a yes by a rule of its own.
  if (!limit || !monthly || monthly.currency !== limit.currency) return [];
  const raises =
    monthlyBefore === null ||
    monthlyBefore.currency !== monthly.currency ||
    compareMoney(monthly, monthlyBefore) > 0;
  if (!raises) return [];
  const quota = `its quota is ${formatMoney(limit)} a month`;
  if (compareMoney(monthly, limit) <= 0 && used === null) {
    return [
      `what ${nameOf(owner)} has today could not be priced, and ${quota}`,
    ];
  }
  const total = used === null ? monthly : addMoney(used, monthly);
  return compareMoney(total, limit) > 0
    ? [`${nameOf(owner)} would have ${formatMoney(total)} a month; ${quota}`]
    : [];
}

/** Why a change takes its owner over the quota, in words; empty where it does not. */
export function overQuota(quota: Quota, change: QuotaChange): string[] {
  return [...tooMany(quota, change), ...tooDear(quota, change)];
}
