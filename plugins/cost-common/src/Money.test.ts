import fc from 'fast-check';
import {
  addMoney,
  compareMoney,
  MixedCurrenciesError,
  money,
  moneySchema,
  multiplyMoney,
  parseMoney,
  subtractMoney,
  sumMoney,
} from './Money';

const usd = (amount: string) => money(amount, 'USD');

/** Whole cents as text, made without any arithmetic of the code under test. */
function fromCents(cents: bigint): string {
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, '0');
  const sign = cents < 0n ? '-' : '';
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
const centsArbitrary = fc.bigInt({ min: -(10n ** 16n), max: 10n ** 16n });

describe('money', () => {
  it.each([
    ['239.07', '239.07'],
    ['239', '239.00'],
    ['0.004', '0.00'],
    ['0.005', '0.01'],
    ['1.005', '1.01'],
    ['2.675', '2.68'],
    ['60.736', '60.74'],
    ['-0.005', '-0.01'],
    ['-0.004', '0.00'],
    ['-0', '0.00'],
    ['00012.5', '12.50'],
    ['999999999999999.994', '999999999999999.99'],
  ])('should round %s to %s, half up', (text, amount) => {
    expect(usd(text)).toEqual({ amount, currency: 'USD' });
  });

  it.each([
    '',
    ' 1',
    '1e3',
    '0x10',
    'NaN',
    'Infinity',
    '1,000',
    '.5',
    '5.',
    '+1',
  ])('should refuse %j, which is no plain decimal', text => {
    expect(() => usd(text)).toThrow('is not a decimal number');
  });

  it('should refuse what is too large to be an amount', () => {
    expect(() => usd('999999999999999.995')).toThrow('larger than an amount');
  });

  it('should refuse a currency that is none', () => {
    expect(() => money('1', 'usd')).toThrow('three capital letters');
  });
});

describe('addMoney', () => {
  it('should add where floats would lose cents', () => {
    expect(addMoney(usd('0.10'), usd('0.20'))).toEqual(usd('0.30'));
    expect(addMoney(usd('99999999999999.99'), usd('0.01'))).toEqual(
      usd('100000000000000.00'),
    );
  });

  it('should agree with whole numbers of cents', () => {
    fc.assert(
      fc.property(centsArbitrary, centsArbitrary, (left, right) => {
        const [a, b] = [usd(fromCents(left)), usd(fromCents(right))];
        expect(addMoney(a, b).amount).toBe(fromCents(left + right));
        expect(subtractMoney(a, b).amount).toBe(fromCents(left - right));
        expect(addMoney(b, a)).toEqual(addMoney(a, b));
        expect(compareMoney(a, b)).toBe(
          Number(left > right) - Number(left < right),
        );
      }),
    );
  });

  it.each([addMoney, subtractMoney, compareMoney])(
    'should refuse mixed currencies in %p',
    operation => {
      expect(() => operation(usd('1.00'), money('1.00', 'EUR'))).toThrow(
        MixedCurrenciesError,
      );
      expect(() => operation(usd('1.00'), money('1.00', 'EUR'))).toThrow(
        'USD and EUR cannot be added or compared: convert one with a dated rate first',
      );
    },
  );
});

describe('sumMoney', () => {
  it('should add up the lines of a bill', () => {
    const lines = [
      '73.00',
      '60.74',
      '3.20',
      '15.44',
      '12.41',
      '16.43',
      '32.85',
      '14.60',
      '9.00',
      '1.40',
    ];
    expect(sumMoney(lines.map(usd), 'USD')).toEqual(usd('239.07'));
  });

  it('should give zero of the currency for nothing', () => {
    expect(sumMoney([], 'EUR')).toEqual({ amount: '0.00', currency: 'EUR' });
  });

  it('should refuse a list of another currency', () => {
    expect(() => sumMoney([usd('1.00')], 'EUR')).toThrow(MixedCurrenciesError);
  });
});

describe('multiplyMoney', () => {
  it.each([
    ['239.07', '12', '2868.84'],
    ['0.05', '0.1', '0.01'],
    ['10.00', '0.3333333333', '3.33'],
    ['10.00', '-1', '-10.00'],
  ])('should make %s times %s to %s', (amount, factor, product) => {
    expect(multiplyMoney(usd(amount), factor)).toEqual(usd(product));
  });
});

describe('parseMoney', () => {
  it.each([
    ['300.00', '300.00'],
    ['300', '300.00'],
    ['300.5', '300.50'],
    ['-1.25', '-1.25'],
  ])('should read %s', (text, amount) => {
    expect(parseMoney(text, 'USD')).toEqual({
      valid: true,
      money: { amount, currency: 'USD' },
    });
  });

  it.each([
    [300, 'USD', 'text in quotes'],
    ['300.005', 'USD', 'two decimals'],
    ['1e9', 'USD', 'two decimals'],
    ['9'.repeat(100_000), 'USD', 'two decimals'],
    [null, 'USD', 'text in quotes'],
    ['300.00', 'usd', 'three capital letters'],
    ['300.00', undefined, 'three capital letters'],
  ])('should refuse %j %j', (amount, currency, words) => {
    expect(parseMoney(amount, currency)).toEqual({
      valid: false,
      message: expect.stringContaining(words),
    });
  });

  it('should never throw, and read only what the wire takes', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (amount, currency) => {
        const parsed = parseMoney(amount, currency);
        expect(
          !parsed.valid || moneySchema.safeParse(parsed.money).success,
        ).toBe(true);
      }),
    );
  });
});

describe('moneySchema', () => {
  it.each(['12.34', '0.00', '-5.00', '123456789012345.67'])(
    'should take %s',
    amount => {
      expect(moneySchema.parse({ amount, currency: 'USD' }).amount).toBe(
        amount,
      );
    },
  );

  it.each([
    '12.3',
    '12',
    '012.34',
    '12.345',
    '1e2',
    '',
    'NaN',
    '1234567890123456.00',
  ])('should refuse %j', amount => {
    const parsed = moneySchema.safeParse({ amount, currency: 'USD' });
    expect(parsed.error?.issues.at(-1)?.path).toEqual(['amount']);
  });

  it('should refuse a number, which may have lost cents already', () => {
    const parsed = moneySchema.safeParse({ amount: 12.34, currency: 'USD' });
    expect(parsed.error?.issues.map(({ path }) => path)).toEqual([['amount']]);
  });
});
