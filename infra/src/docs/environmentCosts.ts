import { formatMoney, money, multiplyMoney } from '@portico/plugin-cost-common';
import {
  EnvironmentClass,
  Estimate,
  EstimateLine,
  HOURS_PER_MONTH,
} from '@portico/plugin-environments-common';
import { markdownTable } from './markdownTable';

/** What an environment of a class costs, as the class proposes it. */
export interface ClassCosts {
  readonly environmentClass: EnvironmentClass;
  readonly estimate: Estimate;
}

const INTRODUCTION = `# What an environment costs

[//]: # 'Written by yarn workspace @portico/infra docs; a change by hand is lost.'

An estimate is the list price of what an environment is made of, on demand, in US dollars, without taxes and discounts. A month has ${HOURS_PER_MONTH} hours. Each line is rounded to the cent, half a cent up; the total is the sum of the rounded lines, so anybody can check it by hand. The form, the change, the pull request and \`./portico infra estimate\` show the same numbers, because they come from one function.

What depends on use has a price and no amount, and what has no dated price is said to have none: neither is counted as 0, and the total says "at least". What a commitment of a year would save is told beside the total where such a price was read, and never taken off. A price counts for the region that it was read for; us-west-2 takes those of us-east-1, because both were equal wherever both were seen.`;

function dollars(estimate: Estimate, amount: string): string {
  return formatMoney({ amount, currency: estimate.currency });
}

function totals(classes: readonly ClassCosts[]): string {
  return markdownTable(
    [
      'Class',
      'A month',
      'Lines with an amount',
      'That depend on use',
      'Without a price',
    ],
    classes.map(({ environmentClass, estimate }) => {
      const count = (kind: EstimateLine['kind']) =>
        String(estimate.lines.filter(line => line.kind === kind).length);
      const { monthly, atLeast } = estimate.total;
      const amount = dollars(estimate, monthly);
      return [
        environmentClass,
        atLeast ? `at least ${amount}` : amount,
        count('fixed'),
        count('usage-dependent'),
        count('not-priced'),
      ];
    }),
  );
}

function ofKind({ lines }: Estimate, kind: EstimateLine['kind']) {
  return lines.filter(line => line.kind === kind);
}

/** Rows of several that read alike, such as alarms, as one row with their number before the second cell. */
function counted(
  rows: readonly (readonly string[])[],
): { count: number; cells: string[] }[] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const key = JSON.stringify(row);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([key, count]) => {
    const [module, component, ...rest]: string[] = JSON.parse(key);
    const name = count > 1 ? `${count} × ${component}` : component;
    return { count, cells: [module, name, ...rest] };
  });
}

function fixedLines(estimate: Estimate): string {
  const rows = ofKind(estimate, 'fixed').map(line => [
    line.module,
    line.component,
    line.quantity ?? '',
    line.unit,
    line.price ?? '',
    line.monthly ?? '',
    line.asOf ?? '',
  ]);
  const total = dollars(estimate, estimate.total.monthly);
  return markdownTable(
    ['Module', 'Component', 'Quantity', 'Unit', 'Price', 'A month', 'Read'],
    [
      ...counted(rows).map(({ count, cells }) => {
        const amount = multiplyMoney(
          money(cells[5], estimate.currency),
          String(count),
        );
        return [...cells.slice(0, 5), formatMoney(amount), cells[6]];
      }),
      ['**all**', '', '', '', '', `**${total}**`, ''],
    ],
  );
}

function openLines(estimate: Estimate): string {
  const rows = [
    ...ofKind(estimate, 'usage-dependent'),
    ...ofKind(estimate, 'not-priced'),
  ].map(line => [
    line.module,
    line.component,
    line.price ?? 'not known',
    line.unit,
    line.note ?? '',
  ]);
  return markdownTable(
    ['Module', 'Component', 'Price', 'Unit', 'Why it has no amount'],
    counted(rows).map(({ cells }) => cells),
  );
}

function sources(classes: readonly ClassCosts[]): string {
  const lines = classes.flatMap(({ estimate }) => estimate.lines);
  const bySource = new Map(
    lines.flatMap(({ source, asOf }) =>
      source && asOf ? [[source, asOf] as const] : [],
    ),
  );
  return markdownTable(
    ['Read', 'Where'],
    [...bySource]
      .map(([source, asOf]) => [asOf, source.replaceAll('*', '\\*')])
      .sort((a, b) => (a.join() < b.join() ? -1 : 1)),
  );
}

/** The page that tells what environments cost, made of their estimates. */
export function environmentCosts(classes: readonly ClassCosts[]): string {
  return [
    INTRODUCTION,
    '## By class',
    'As each class proposes an environment: one node group, a database, a cache, a load balancer with its firewall.',
    totals(classes),
    ...classes.flatMap(({ environmentClass, estimate }) => [
      `## ${environmentClass}, line by line`,
      fixedLines(estimate),
      'Not in the total:',
      openLines(estimate),
    ]),
    '## Where the prices were read',
    sources(classes),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n');
}
