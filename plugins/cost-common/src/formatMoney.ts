import type { Money } from './Money';

const SYMBOLS: ReadonlyMap<string, string> = new Map([
  ['USD', '$'],
  ['EUR', '€'],
  ['GBP', '£'],
]);

/** How an amount is written. */
export interface FormatMoneyOptions {
  /** Writes `+` before what is not negative, for differences. */
  signed?: boolean;
}

/** Writes an amount for people, such as `$1,239.07`; the currency is never left out. */
export function formatMoney(
  { amount, currency }: Money,
  { signed = false }: FormatMoneyOptions = {},
): string {
  const negative = amount.startsWith('-');
  const [whole, cents] = amount.replace('-', '').split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const symbol = SYMBOLS.get(currency) ?? `${currency} `;
  const plus = signed ? '+' : '';
  return `${negative ? '-' : plus}${symbol}${grouped}.${cents}`;
}
