import { anEstimate } from '../__testUtils__/aPreview';
import { differenceWords, monthlyOrUnknown, untilExpiryWords } from './amounts';

describe('amounts', () => {
  it('should write money, and words where there is none', () => {
    expect(monthlyOrUnknown(anEstimate())).toBe('at least $239.07 a month');
    expect(monthlyOrUnknown(null)).toBe('not known');
    expect(monthlyOrUnknown({ status: 'unavailable', reason: 'late' })).toBe(
      'not known',
    );
    // 14 days are 336 of 730 hours.
    expect(untilExpiryWords(anEstimate('730.00'), '14d')).toBe(
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
});
