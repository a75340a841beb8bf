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
  const symbol = SYMBOLS.get(currency) ?? `${currency} `;
  const plus = signed ? '+' : '';
  return `${negative ? '-' : plus}${symbol}${inThousands(whole)}.${cents}`;
}

/** Groups digits by three from the right; in linear time, however many there are. */
function inThousands(digits: string): string {
  const first = digits.length % 3 || 3;
  const groups = [digits.slice(0, first)];
  for (let at = first; at < digits.length; at += 3) {
    groups.push(digits.slice(at, at + 3));
  }
  return groups.join(',');
}
