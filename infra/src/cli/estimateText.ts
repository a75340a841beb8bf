import { formatMoney, subtractMoney } from '@portico/plugin-cost-common';
import {
  Estimate,
  EstimateLine,
  commitmentWords,
} from '@portico/plugin-environments-common';
import { HOURS_PER_MONTH } from '../pricing/CostComponent';
import { table } from './table';

/** What is told beside the lines. */
export interface EstimateTextOptions {
  readonly name: string;
  readonly against?: Estimate | null;
}

const COLUMNS = [
  { title: 'Module' },
  { title: 'Component' },
  { title: 'Quantity', align: 'right' },
  { title: 'Unit' },
  { title: 'Price', align: 'right' },
  { title: 'Monthly', align: 'right' },
] as const;

function fixedRow(line: EstimateLine, currency: string): string[] {
  return [
    line.module,
    line.component,
    line.quantity ?? '',
    line.unit,
    line.price ?? '',
    line.monthly === null
      ? ''
      : formatMoney({ amount: line.monthly, currency }),
  ];
}

function section(title: string, lines: readonly EstimateLine[]): string[] {
  return lines.length === 0
    ? []
    : [
        '',
        title,
        table(
          [
            { title: 'Module' },
            { title: 'Component' },
            { title: 'Price', align: 'right' },
            { title: 'Unit' },
            { title: 'Why' },
          ],
          lines.map(line => [
            line.module,
            line.component,
            line.price ?? 'unknown',
            line.unit,
            line.note ?? '',
          ]),
        ),
      ];
}

function atLeast({ total, currency }: Estimate): string {
  const amount = formatMoney({ amount: total.monthly, currency });
  return total.atLeast ? `at least ${amount}` : amount;
}

function commitmentText(estimate: Estimate): string {
  const words = commitmentWords(estimate);
  return words
    ? `${words}.`
    : 'What a commitment of a year would save is not known: the book has no such price. `portico infra prices` reads it.';
}

function summary(estimate: Estimate, options: EstimateTextOptions): string[] {
  const { currency, total } = estimate;
  const { against } = options;
  const change = against
    ? subtractMoney(
        { amount: total.monthly, currency },
        { amount: against.total.monthly, currency: against.currency },
      )
    : undefined;
  return [
    '',
    `Total a month: ${atLeast(estimate)}`,
    ...(change && against
      ? [
          `Before: ${atLeast(against)}, a change of ${formatMoney(change, {
            signed: true,
          })}`,
        ]
      : []),
    commitmentText(estimate),
    `List prices on demand in ${estimate.region}, ${HOURS_PER_MONTH} hours a month, the oldest of ${estimate.asOf}; without taxes, discounts and use.`,
  ];
}

/** Writes an estimate for people. */
export function estimateText(
  estimate: Estimate,
  options: EstimateTextOptions,
): string {
  const ofKind = (kind: EstimateLine['kind']) =>
    estimate.lines.filter(line => line.kind === kind);
  return [
    `Estimate of ${options.name} (${estimate.region})`,
    '',
    table(
      COLUMNS,
      ofKind('fixed').map(line => fixedRow(line, estimate.currency)),
    ),
    ...section('Depends on use, not in the total:', ofKind('usage-dependent')),
    ...section('Not priced, not in the total:', ofKind('not-priced')),
    ...summary(estimate, options),
  ].join('\n');
}
