/** One line of a cart or an order. */
export interface OrderLine {
  productId: string;
  name: string;
  quantity: number;
  unitPriceCents: number;
}

/** More than this is no order but a mistake. */
export const MOST_CENTS = 100_000_000;

/** The sum of some lines in cents; throws where it is no amount of money. */
export function totalCents(lines: readonly OrderLine[]): number {
  const total = lines.reduce(
    (sum, { quantity, unitPriceCents }) => sum + quantity * unitPriceCents,
    0,
  );
  if (!Number.isSafeInteger(total) || total < 0) {
    throw new RangeError('A total is not a whole number of cents');
  }
  return total;
}
