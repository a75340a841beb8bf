import {
  addMoney,
  compareMoney,
  type Money,
} from '@portico/plugin-cost-common';
import {
  isEstimate,
  type EstimateResult,
  type Quota,
  type ValidPreview,
} from '@portico/plugin-environments-common';
import { amountWords, totalOf } from '../format/amounts';
import { refName } from '../format/refs';
import { oneFromEach } from './approvalWords';
import { sentence } from './fieldIssues';

/** What the owner has and may have, in sentences. */
export interface QuotaWords {
  /** Without what is being asked for. */
  without: string;
  /** With it. */
  withIt: string;
  /** What it means to be over it; undefined where it is not. */
  over: string | undefined;
}

function ofLimit(used: string, limit: string | undefined): string {
  return limit === undefined ? used : `${used} of ${limit}`;
}

function environmentsWords(used: number, limit: number | null): string {
  const counted = ofLimit(
    String(used),
    limit === null ? undefined : String(limit),
  );
  const one = (limit ?? used) === 1;
  return `${counted} ${one ? 'environment' : 'environments'}`;
}

function monthlyWith(
  { monthly }: Quota,
  estimate: EstimateResult,
): Money | undefined {
  if (monthly.used === null || !isEstimate(estimate)) return undefined;
  const total = totalOf(estimate);
  return total.currency === monthly.used.currency
    ? addMoney(monthly.used, total)
    : undefined;
}

function priceWords(used: Money | undefined, { monthly }: Quota): string {
  const limit = monthly.limit ? amountWords(monthly.limit) : undefined;
  if (used === undefined) {
    return limit === undefined
      ? 'list prices not known'
      : `list prices not known, ${limit} a month allowed`;
  }
  return `list prices ${ofLimit(amountWords(used), limit)} a month`;
}

/** Whoever is asked because of the quota; everybody who is asked where no reason says so. */
function approvers({ approvals }: Pick<ValidPreview, 'approvals'>): string {
  const asked = approvals.filter(({ reason }) => /quota/i.test(reason));
  const who = oneFromEach(asked.length > 0 ? asked : approvals);
  return who === undefined
    ? 'This is more than the quota.'
    : `This is more than the quota, so ${who} has to agree.`;
}

/** What an owner has and may have, without and with what is being asked for. */
export function quotaWords(
  quota: Quota,
  preview: Pick<ValidPreview, 'estimate' | 'approvals'>,
): QuotaWords {
  const { environments, monthly, owner } = quota;
  const after = environments.used + 1;
  const monthlyAfter = monthlyWith(quota, preview.estimate);
  const tooMany = environments.limit !== null && after > environments.limit;
  const tooDear =
    monthlyAfter !== undefined &&
    monthly.limit !== null &&
    monthly.limit.currency === monthlyAfter.currency &&
    compareMoney(monthlyAfter, monthly.limit) > 0;
  return {
    without: sentence(
      `${refName(owner)} has ${environmentsWords(
        environments.used,
        environments.limit,
      )}; ${priceWords(monthly.used ?? undefined, quota)}`,
    ),
    withIt: `With this one: ${environmentsWords(
      after,
      environments.limit,
    )}; ${priceWords(monthlyAfter, quota)}.`,
    over: tooMany || tooDear ? approvers(preview) : undefined,
  };
}
