import { Decimal as DecimalJs } from 'decimal.js';
import { z } from 'zod/v4';

/** A private copy of the decimal type: nobody else's settings change our rounding. */
const Decimal = DecimalJs.clone({
  precision: 60,
  rounding: DecimalJs.ROUND_HALF_UP,
});

/** The three capital letters of ISO 4217, such as `USD`. */
export const currencySchema = z.string().regex(/^[A-Z]{3}$/, {
  error: 'must be the three capital letters of a currency, such as USD',
});

/** An amount on the wire: a decimal in text with two digits for cents, such as `12.34`. */
export const amountSchema = z
  .string()
  .max(19)
  .regex(/^-?(0|[1-9]\d{0,14})\.\d{2}$/, {
    error: 'must be an amount in text with two decimals, such as "12.34"',
  });

/** An amount of one currency, as it travels over HTTP and stands in files. */
export const moneySchema = z.object({
  amount: amountSchema,
  currency: currencySchema,
});

/** An amount of one currency; the amount is text, because floats lose cents. */
export type Money = z.infer<typeof moneySchema>;

/** Thrown when amounts of different currencies are to be put together without a rate. */
export class MixedCurrenciesError extends Error {
  constructor(left: string, right: string) {
    super(
      `${left} and ${right} cannot be added or compared: convert one with a dated rate first`,
    );
    this.name = 'MixedCurrenciesError';
  }
}

/** What `parseMoney` makes of an input. */
export type ParsedMoney =
  | { valid: true; money: Money }
  | { valid: false; message: string };

const DECIMAL_TEXT = /^-?\d{1,30}(\.\d{1,30})?$/;
const LIMIT = new Decimal('1e15');

function decimalOf(text: string): DecimalJs {
  if (!DECIMAL_TEXT.test(text)) {
    throw new RangeError(
      `${JSON.stringify(text.slice(0, 40))} is not a decimal number`,
    );
  }
  return new Decimal(text);
}

function toAmount(value: DecimalJs): string {
  const rounded = value.toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
  if (rounded.abs().gte(LIMIT)) {
    throw new RangeError(
      `${rounded.toFixed(2)} is larger than an amount may be`,
    );
  }
  return rounded.toFixed(2);
}

function assertSameCurrency(left: Money, right: Money) {
  if (left.currency !== right.currency) {
    throw new MixedCurrenciesError(left.currency, right.currency);
  }
}

/** Makes an amount of a decimal in text; a half cent is rounded up, away from zero. */
export function money(amount: string, currency: string): Money {
  return {
    amount: toAmount(decimalOf(amount)),
    currency: currencySchema.parse(currency),
  };
}

/** Reads an amount and its currency from outside; more than two decimals are refused, not rounded. */
export function parseMoney(amount: unknown, currency: unknown): ParsedMoney {
  if (!currencySchema.safeParse(currency).success) {
    return {
      valid: false,
      message: 'Currency must be three capital letters, such as USD.',
    };
  }
  if (typeof amount !== 'string') {
    return {
      valid: false,
      message: 'The amount must be text in quotes, such as "300.00".',
    };
  }
  if (!/^-?\d{1,15}(\.\d{1,2})?$/.test(amount)) {
    return {
      valid: false,
      message:
        'The amount must look like "300.00": digits, a point, two decimals.',
    };
  }
  return { valid: true, money: money(amount, String(currency)) };
}

/** Adds two amounts of one currency. */
export function addMoney(left: Money, right: Money): Money {
  assertSameCurrency(left, right);
  return money(
    decimalOf(left.amount).plus(decimalOf(right.amount)).toFixed(),
    left.currency,
  );
}

/** Takes the second amount from the first. */
export function subtractMoney(left: Money, right: Money): Money {
  assertSameCurrency(left, right);
  return money(
    decimalOf(left.amount).minus(decimalOf(right.amount)).toFixed(),
    left.currency,
  );
}

/** Adds up amounts; the currency is given, so that an empty list has one too. */
export function sumMoney(amounts: Iterable<Money>, currency: string): Money {
  let total = money('0', currency);
  for (const amount of amounts) {
    total = addMoney(total, amount);
  }
  return total;
}

/** Multiplies an amount with a decimal in text and rounds once, at the end. */
export function multiplyMoney(amount: Money, factor: string): Money {
  return money(
    decimalOf(amount.amount).times(decimalOf(factor)).toFixed(),
    amount.currency,
  );
}

/** Tells which of two amounts of one currency is larger, for sorting and limits. */
export function compareMoney(left: Money, right: Money): -1 | 0 | 1 {
  assertSameCurrency(left, right);
  const order = decimalOf(left.amount).comparedTo(decimalOf(right.amount));
  if (order === 0) return 0;
  return order < 0 ? -1 : 1;
}
