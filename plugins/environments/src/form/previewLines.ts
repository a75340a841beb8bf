import {
  addMoney,
  compareMoney,
  formatMoney,
  money,
  type Money,
} from '@portico/plugin-cost-common';
import type {
  Estimate,
  EstimateLine,
} from '@portico/plugin-environments-common';

/** The lines of one module and what those with an amount come to. */
export interface EstimateModule {
  module: string;
  /** Undefined where no line of it has an amount. */
  total: Money | undefined;
  /** How many lines have no amount. */
  unpriced: number;
  lines: EstimateLine[];
}

/** An estimate by module, the dearest first. */
export function estimateModules(estimate: Estimate): EstimateModule[] {
  const modules = new Map<string, EstimateModule>();
  for (const line of estimate.lines) {
    const entry = modules.get(line.module) ?? {
      module: line.module,
      total: undefined,
      unpriced: 0,
      lines: [],
    };
    entry.lines.push(line);
    if (line.monthly === null) {
      entry.unpriced += 1;
    } else {
      const amount = money(line.monthly, estimate.currency);
      entry.total = entry.total ? addMoney(entry.total, amount) : amount;
    }
    modules.set(line.module, entry);
  }
  const zero = money('0', estimate.currency);
  return [...modules.values()].sort(
    (left, right) =>
      compareMoney(right.total ?? zero, left.total ?? zero) ||
      left.module.localeCompare(right.module),
  );
}

/** What a module comes to in words; without amounts it is a word, never $0. */
export function moduleWords({
  total,
  unpriced,
  lines,
}: EstimateModule): string {
  if (total === undefined) {
    return lines.every(({ kind }) => kind === 'usage-dependent')
      ? 'depends on use'
      : 'not priced';
  }
  return unpriced > 0 ? `${formatMoney(total)} and more` : formatMoney(total);
}

/** What one line costs in words. */
export function lineWords(line: EstimateLine, currency: string): string {
  if (line.monthly !== null) return formatMoney(money(line.monthly, currency));
  return line.kind === 'usage-dependent' ? 'depends on use' : 'not priced';
}

/** How a line comes to its amount, such as "730 hours x $0.0416". */
export function lineDetail({
  quantity,
  unit,
  price,
  note,
}: EstimateLine): string {
  const parts: string[] = [];
  if (quantity !== null && price !== null) {
    parts.push(`${Number(quantity)} ${unit} x ${price}`);
  } else if (price !== null) {
    parts.push(`${price} for each ${unit}`);
  }
  if (note) parts.push(note);
  return parts.join('; ');
}

/** How many lines have no amount, in words; undefined where all have one. */
export function unpricedWords(estimate: Estimate): string | undefined {
  const count = (kind: EstimateLine['kind']) =>
    estimate.lines.filter(line => line.kind === kind && line.monthly === null)
      .length;
  const usage = count('usage-dependent');
  const unknown = estimate.lines.filter(
    line => line.kind !== 'usage-dependent' && line.monthly === null,
  ).length;
  const texts = [
    usage > 0 &&
      `${usage} ${usage === 1 ? 'line depends' : 'lines depend'} on use`,
    unknown > 0 && `${unknown} ${unknown === 1 ? 'line' : 'lines'} not priced`,
  ].filter((text): text is string => typeof text === 'string');
  return texts.length > 0 ? texts.join(', ') : undefined;
}
