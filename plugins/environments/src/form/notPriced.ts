import type {
  Estimate,
  EstimateLine,
} from '@portico/plugin-environments-common';

/** Lines without an amount that are so for one reason. */
export interface NotPriced {
  module: string;
  component: string;
  /** Why there is no amount, and what a unit costs where that is known. */
  why: string;
  /** How many lines are the same. */
  count: number;
}

/** Why a line has no amount, in words. */
function whyOf({ kind, note, price, unit }: EstimateLine): string {
  const reason =
    note ??
    (kind === 'usage-dependent' ? 'Depends on use' : 'No list price is known');
  return price === null ? reason : `${reason}; $${price} for each ${unit}`;
}

/** Everything that is not in the total, each once, with the reason. */
export function notPricedLines(estimate: Estimate): NotPriced[] {
  const found = new Map<string, NotPriced>();
  for (const line of estimate.lines) {
    if (line.monthly !== null) continue;
    const { module, component } = line;
    const why = whyOf(line);
    const key = [module, component, why].join('\n');
    const known = found.get(key);
    found.set(
      key,
      known
        ? { ...known, count: known.count + 1 }
        : { module, component, why, count: 1 },
    );
  }
  return [...found.values()];
}
