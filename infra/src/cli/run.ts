import { formatMoney } from '@portico/plugin-cost-common';
import {
  CLASS_DEFAULTS,
  EnvironmentClass,
  EnvironmentSpec,
  Estimate,
  TTL_MAX_DAYS,
  costForDays,
  defaultSpecFor,
} from '@portico/plugin-environments-common';
import { table } from './table';

/** What an environment of a class costs, as the class proposes it. */
export interface ClassEstimate {
  readonly environmentClass: EnvironmentClass;
  readonly estimate: Estimate;
}

/** What one environment costs while it runs. */
export interface RunCost {
  /** The name of an environment, or of the class that proposes it. */
  readonly name: string;
  readonly currency: string;
  readonly aDay: string;
  readonly inAll: string;
  readonly atLeast: boolean;
}

/** What a run of so many days costs, beside what each class proposes. */
export interface Run {
  readonly days: number;
  readonly cost: RunCost;
  readonly classes: readonly RunCost[];
  /** The cheapest class that ends by itself; null where the run is longer than a life may be. */
  readonly recommended: EnvironmentClass | null;
}

const CLASSES: readonly EnvironmentClass[] = ['dev', 'staging', 'prod'];

/** The environment that each class proposes, in the region of another one. */
export function proposals({
  metadata,
  spec,
}: EnvironmentSpec): EnvironmentSpec[] {
  return CLASSES.map(environmentClass =>
    defaultSpecFor(environmentClass, {
      ...metadata,
      takenCidrs: [],
      region: spec.region,
    }),
  );
}

function costOf(name: string, estimate: Estimate, days: number): RunCost {
  return {
    name,
    currency: estimate.currency,
    aDay: costForDays(estimate, 1).amount,
    inAll: costForDays(estimate, days).amount,
    atLeast: estimate.total.atLeast,
  };
}

/** Works out a run of so many days. */
export function runOf(
  { name, estimate }: { name: string; estimate: Estimate },
  classes: readonly ClassEstimate[],
  days: number,
): Run {
  const [cheapest] = classes
    .filter(({ environmentClass: c }) => CLASS_DEFAULTS[c].expires)
    .sort(
      (a, b) =>
        Number(a.estimate.total.monthly) - Number(b.estimate.total.monthly),
    );
  return {
    days,
    cost: costOf(name, estimate, days),
    classes: classes.map(({ environmentClass, estimate: each }) =>
      costOf(environmentClass, each, days),
    ),
    recommended:
      days <= TTL_MAX_DAYS ? cheapest?.environmentClass ?? null : null,
  };
}

function inAll({ inAll: amount, atLeast, currency }: RunCost): string {
  const text = formatMoney({ amount, currency });
  return atLeast ? `at least ${text}` : text;
}

function advice({ days, classes, recommended }: Run): string {
  const cost = classes.find(({ name }) => name === recommended);
  return cost
    ? `For a trial take ${cost.name}: ${inAll(
        cost,
      )} in all. With \`ttl: ${days}d\` it ends by itself.`
    : `No environment ends by itself after more than ${TTL_MAX_DAYS} days, so this is no trial: choose the class by what must not be lost.`;
}

/** Writes a run for people. */
export function runText(run: Run): string {
  const row = (title: string, cost: RunCost) => [
    title,
    formatMoney({ amount: cost.aDay, currency: cost.currency }),
    inAll(cost),
  ];
  return [
    '',
    `For ${run.days === 1 ? '1 day' : `${run.days} days`}:`,
    table(
      [
        { title: 'Environment' },
        { title: 'A day', align: 'right' },
        { title: 'In all', align: 'right' },
      ],
      [
        row(`${run.cost.name}, this one`, run.cost),
        ...run.classes.map(cost => row(`as ${cost.name} proposes it`, cost)),
      ],
    ),
    advice(run),
  ].join('\n');
}
