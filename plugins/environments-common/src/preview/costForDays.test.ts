import fc from 'fast-check';
import { costForDays } from './costForDays';

const estimateOf = (monthly: string) => ({
  currency: 'USD',
  total: { monthly, atLeast: true },
});

describe('costForDays', () => {
  it.each([
    // 239.07 / 730 h * 14 * 24 h = 110.0377...
    [14, '239.07', '110.04'],
    [1, '730.00', '24.00'],
    [0.5, '730.00', '12.00'],
    [365, '100.00', '1200.00'],
    [30, '0.00', '0.00'],
  ])('should cost %s days of %s a month %s', (days, monthly, amount) => {
    expect(costForDays(estimateOf(monthly), days)).toEqual({
      amount,
      currency: 'USD',
    });
  });

  it('should never be cheaper for longer', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000_000 }),
        fc.integer({ min: 1, max: 365 }),
        fc.integer({ min: 0, max: 365 }),
        (cents, days, more) => {
          const estimate = estimateOf((cents / 100).toFixed(2));
          expect(
            Number(costForDays(estimate, days + more).amount),
          ).toBeGreaterThanOrEqual(Number(costForDays(estimate, days).amount));
        },
      ),
    );
  });
});
