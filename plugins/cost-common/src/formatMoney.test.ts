import { formatMoney } from './formatMoney';
import { money } from './Money';

describe('formatMoney', () => {
  it.each([
    ['239.07', 'USD', '$239.07'],
    ['1239.07', 'USD', '$1,239.07'],
    ['999', 'USD', '$999.00'],
    ['123456789012345.6', 'USD', '$123,456,789,012,345.60'],
    ['0', 'USD', '$0.00'],
    ['-5', 'USD', '-$5.00'],
    ['-1234567.8', 'EUR', '-€1,234,567.80'],
    ['12', 'GBP', '£12.00'],
    ['12', 'CHF', 'CHF 12.00'],
  ])('should write %s %s as %s', (amount, currency, text) => {
    expect(formatMoney(money(amount, currency))).toBe(text);
  });

  it.each([
    ['31.97', '+$31.97'],
    ['-31.97', '-$31.97'],
    ['0', '+$0.00'],
  ])('should write the difference %s as %s', (amount, text) => {
    expect(formatMoney(money(amount, 'USD'), { signed: true })).toBe(text);
  });

  it('should take time in proportion to the digits', () => {
    const digits = '1'.repeat(50_001);
    const from = performance.now();
    const text = formatMoney({ amount: `${digits}.00`, currency: 'USD' });
    expect(performance.now() - from).toBeLessThan(500);
    expect(text).toHaveLength('$'.length + 50_001 + 16_666 + '.00'.length);
  });
});
