import { anEstimate } from '../__testUtils__/aPreview';
import { money } from '@portico/plugin-cost-common';
import {
  amountWords,
  costOfLife,
  differenceWords,
  monthlyOrUnknown,
  untilExpiryWords,
} from './amounts';

describe('amounts', () => {
  it('should write money, and words where there is none', () => {
    expect(monthlyOrUnknown(anEstimate())).toBe('at least $239.07 a month');
    expect(monthlyOrUnknown(null)).toBe('not known');
    expect(monthlyOrUnknown({ status: 'unavailable', reason: 'late' })).toBe(
      'not known',
    );
    // 14 days are 336 of 730 hours.
    expect(untilExpiryWords(anEstimate('730.00'), '14d')).toBe(
      'at least $336.00 until it expires',
    );
    const known = anEstimate('730.00', {
      total: { monthly: '730.00', atLeast: false },
    });
    expect(untilExpiryWords(known, '14d')).toBe(
      'about $336.00 until it expires',
    );
    expect(untilExpiryWords(anEstimate(), undefined)).toBeUndefined();
    expect(differenceWords(anEstimate('10.00'), anEstimate('12.50'))).toBe(
      '+$2.50 a month',
    );
    expect(differenceWords(anEstimate(), anEstimate())).toBe(
      'no change in price',
    );
    expect(differenceWords(null, anEstimate())).toBeUndefined();
  });

  it('should say where a difference leaves lines out that have no price', () => {
    const [one] = anEstimate().lines;
    const unpriced = { ...one, kind: 'not-priced' as const, monthly: null };
    const before = anEstimate('10.00', { lines: [one] });
    const after = (monthly: string, address: string) =>
      anEstimate(monthly, { lines: [one, { ...unpriced, address }] });
    expect(differenceWords(before, after('10.00', 'a'))).toBe(
      'no change in price, not counting what has no price',
    );
    expect(differenceWords(after('10.00', 'a'), after('12.50', 'b'))).toBe(
      '+$2.50 a month, not counting what has no price',
    );
    // What had no price before has none now: the difference is of the rest.
    expect(differenceWords(after('10.00', 'a'), after('12.50', 'a'))).toBe(
      '+$2.50 a month',
    );
  });

  it('should round, and never promise more than is known', () => {
    const costs = (monthly: string, atLeast: boolean) =>
      costOfLife(
        anEstimate(monthly, { total: { monthly, atLeast } }),
        '730h',
        'whole',
      );
    expect(costs('55.50', false)).toBe('about $56');
    expect(costs('1999.99', false)).toBe('about $2,000');
    expect(costs('55.49', false)).toBe('about $55');
    expect(costs('55.99', true)).toBe('at least $55');
    // What is less than one is not nothing.
    expect(costs('0.20', true)).toBe('at least $0.20');
    expect(amountWords(money('3000.00', 'USD'))).toBe('$3,000');
    expect(amountWords(money('719.07', 'USD'))).toBe('$719.07');
  });
});
