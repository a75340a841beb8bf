import { formatMoney, money } from '@portico/plugin-cost-common';
import type { Estimate } from './Estimate';

/** What a commitment would save, in words; undefined where no such price is known. */
export function commitmentWords({
  commitment,
  currency,
  lines,
}: Pick<Estimate, 'commitment' | 'currency' | 'lines'>): string | undefined {
  if (!commitment) return undefined;
  const saving = formatMoney(money(commitment.saving, currency));
  return `A commitment of a year, nothing upfront, would save ${saving} a month (${commitment.lines} of ${lines.length} lines)`;
}
