import { z } from 'zod/v4';
import {
  compareMoney,
  formatMoney,
  money,
  type Money,
} from '@portico/plugin-cost-common';
import type { ChangeKind } from '../changes/changeState';
import type { EnvironmentClass } from '../spec/classes';
import type { EnvironmentSpec } from '../spec/EnvironmentSpec';
import { isEstimate, type Estimate, type EstimateResult } from './Estimate';
import { newcomers } from './newcomers';
import { isOpenToAll } from './openToAll';
import { dataLosses, type Plan } from './Plan';
import { isBlocking, type PolicyFinding } from './PolicyFinding';
import type { Quota } from './quota';
import { overQuota } from './quotaRule';

/** Somebody's yes that a change needs: one person of the group, and why. */
export const approvalRequirementSchema = z.object({
  group: z.string(),
  reason: z.string(),
});

/** Somebody's yes that a change needs. */
export type ApprovalRequirement = z.infer<typeof approvalRequirementSchema>;

/** Who approves what; an installation may name its own groups. */
export interface ApprovalGroups {
  /** Production, risk, and what can't be judged. */
  platform: string;
  /** Money. */
  finance: string;
}

/** The groups of the approval rules, where nothing else is configured. */
export const DEFAULT_APPROVAL_GROUPS: ApprovalGroups = {
  platform: 'group:default/platform-approvers',
  finance: 'group:default/finops',
};

/** What an environment of a class may cost a month, in US dollars, without finance's yes. */
export const CLASS_MONTHLY_LIMITS: Readonly<Record<EnvironmentClass, string>> =
  {
    dev: '500.00',
    staging: '1500.00',
    prod: '5000.00',
  };

const LIMIT_CURRENCY = 'USD';

/** What the approval rules look at. */
export interface ApprovalFacts {
  kind: ChangeKind;
  /** The environment after the change; for destroy, as it is today. */
  spec: EnvironmentSpec;
  /** The environment today; left out for a new one. */
  against?: EnvironmentSpec | null;
  estimate: EstimateResult | null;
  /** The estimate of today's spec. */
  againstEstimate?: EstimateResult | null;
  plan?: Plan | null;
  findings: readonly PolicyFinding[];
  /** What the owner may have and has beside this environment; left out where there is no quota. */
  quota?: Quota | null;
  /** The person who asks, and the groups they belong to. */
  requester: { groups: readonly string[] };
}

/** The kinds that can change what is paid a month; a longer life or an end can't. */
const CHANGES_PRICE: ReadonlySet<ChangeKind> = new Set<ChangeKind>([
  'create',
  'resize',
  'revert',
  'adopt',
]);

/** A rule of approval: who is asked, and the reason where the rule holds. */
interface ApprovalRule {
  id: string;
  asks: keyof ApprovalGroups;
  reason(facts: ApprovalFacts): string | undefined;
}

function knownEstimate(
  result: EstimateResult | null | undefined,
): Estimate | undefined {
  return result && isEstimate(result) ? result : undefined;
}

function monthlyOf(estimate: Estimate): Money {
  return money(estimate.total.monthly, estimate.currency);
}

/** The monthly price, where a change raises it; nobody is asked about a saving. */
function raisedMonthly(facts: ApprovalFacts): Money | undefined {
  const estimate = knownEstimate(facts.estimate);
  if (!estimate || !CHANGES_PRICE.has(facts.kind)) return undefined;
  const monthly = monthlyOf(estimate);
  const before = knownEstimate(facts.againstEstimate);
  if (before && before.currency === estimate.currency) {
    return compareMoney(monthly, monthlyOf(before)) > 0 ? monthly : undefined;
  }
  return monthly;
}

function overLimit(
  facts: ApprovalFacts,
  limit: Money,
  name: string,
): string | undefined {
  const monthly = raisedMonthly(facts);
  if (!monthly || monthly.currency !== limit.currency) return undefined;
  return compareMoney(monthly, limit) > 0
    ? `it costs ${formatMoney(
        monthly,
      )} a month, above the ${name} of ${formatMoney(limit)}`
    : undefined;
}

function quotaReason(facts: ApprovalFacts): string | undefined {
  const { quota, spec, against, kind } = facts;
  if (!quota || !CHANGES_PRICE.has(kind)) return undefined;
  const isNew = against?.metadata.owner !== spec.metadata.owner;
  const estimate = knownEstimate(facts.estimate);
  const before = isNew ? undefined : knownEstimate(facts.againstEstimate);
  const reasons = overQuota(quota, {
    isNew,
    monthly: estimate ? monthlyOf(estimate) : null,
    monthlyBefore: before ? monthlyOf(before) : null,
  });
  return reasons.length > 0 ? reasons.join('; ') : undefined;
}

function ruleIds(findings: readonly PolicyFinding[]): string {
  return [...new Set(findings.map(({ ruleId }) => ruleId))].sort().join(', ');
}

/** The approval rules, in the order in which their reasons are told. */
const APPROVAL_RULES: readonly ApprovalRule[] = [
  {
    id: 'production',
    asks: 'platform',
    reason: ({ spec, against }) =>
      spec.spec.class === 'prod' || against?.spec.class === 'prod'
        ? 'it is production'
        : undefined,
  },
  {
    id: 'estimate-unavailable',
    asks: 'platform',
    reason: ({ estimate, kind }) =>
      CHANGES_PRICE.has(kind) && !knownEstimate(estimate)
        ? 'its cost could not be estimated'
        : undefined,
  },
  {
    id: 'other-currency',
    asks: 'platform',
    reason: ({ estimate, kind }) => {
      const currency = knownEstimate(estimate)?.currency ?? LIMIT_CURRENCY;
      return CHANGES_PRICE.has(kind) && currency !== LIMIT_CURRENCY
        ? `its cost is in ${currency}, in which no limit is set`
        : undefined;
    },
  },
  {
    id: 'data-loss',
    asks: 'platform',
    reason: ({ plan, spec }) =>
      plan && spec.spec.class !== 'dev' && dataLosses(plan).length > 0
        ? 'data is lost'
        : undefined,
  },
  {
    id: 'public-ingress',
    asks: 'platform',
    reason: ({ spec, against, kind }) => {
      if (kind === 'destroy') return undefined;
      const reason = isOpenToAll(spec);
      return against && isOpenToAll(against) === reason ? undefined : reason;
    },
  },
  {
    id: 'newcomers',
    asks: 'platform',
    reason: ({ spec, against, kind }) =>
      kind === 'destroy' ? undefined : newcomers(spec, against),
  },
  {
    id: 'policy-blocker',
    asks: 'platform',
    reason: ({ findings }) => {
      const blockers = findings.filter(isBlocking);
      return blockers.length > 0 ? `it breaks ${ruleIds(blockers)}` : undefined;
    },
  },
  {
    id: 'policy-waiver',
    asks: 'platform',
    reason: ({ findings, against }) => {
      const before = new Set(
        against?.spec.waivers.map(({ ruleId }) => ruleId) ?? [],
      );
      const waived = findings.filter(
        ({ waiver, ruleId }) => waiver !== null && !before.has(ruleId),
      );
      return waived.length > 0 ? `it waives ${ruleIds(waived)}` : undefined;
    },
  },
  { id: 'quota', asks: 'platform', reason: quotaReason },
  {
    id: 'class-limit',
    asks: 'finance',
    reason: facts =>
      overLimit(
        facts,
        money(CLASS_MONTHLY_LIMITS[facts.spec.spec.class], LIMIT_CURRENCY),
        `limit for ${facts.spec.spec.class}`,
      ),
  },
  {
    id: 'budget',
    asks: 'finance',
    reason: facts => {
      const { budget } = facts.spec.spec;
      return budget
        ? overLimit(facts, money(budget.monthly, budget.currency), 'budget')
        : undefined;
    },
  },
];

/**
 * Who must approve a change, and why: one entry for each group, which one person of it
 * satisfies. Where only the requester's own group is asked for money, the platform's is
 * asked in its place, so that nobody has to approve their own change.
 */
export function approvalsFor(
  facts: ApprovalFacts,
  groups: ApprovalGroups = DEFAULT_APPROVAL_GROUPS,
): ApprovalRequirement[] {
  const reasons = new Map<string, string[]>();
  for (const rule of APPROVAL_RULES) {
    const reason = rule.reason(facts);
    if (reason !== undefined) {
      const own = facts.requester.groups.includes(groups[rule.asks]);
      const group =
        rule.asks === 'finance' && own ? groups.platform : groups[rule.asks];
      reasons.set(group, [...(reasons.get(group) ?? []), reason]);
    }
  }
  return [...reasons].map(([group, texts]) => ({
    group,
    reason: texts.join('; '),
  }));
}
