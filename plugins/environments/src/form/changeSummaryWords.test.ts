import { aSummary } from '../__testUtils__/aView';
import {
  askedWords,
  changeExpiryWords,
  changePriceWords,
  noWords,
  reasonWords,
  waitingWords,
  yesWords,
} from './changeSummaryWords';

const NOW = Date.parse('2026-11-25T13:00:00.000Z');

describe('changeSummaryWords', () => {
  const change = aSummary({ expiresAt: '2026-12-02T13:00:00.000Z' });

  it('should say who asked, who is waited for, why and until when', () => {
    expect(askedWords(change, NOW)).toBe('asked by ada 3 hours ago');
    expect(waitingWords(change)).toBe(
      'needs one person from platform-approvers',
    );
    expect(reasonWords(change)).toBe('because it is production');
    expect(changeExpiryWords(change, NOW)).toBe('expires in 7 days');
  });

  it('should not say so once it was decided', () => {
    const decision = {
      by: 'user:default/grace',
      at: '2026-11-25T12:00:00.000Z',
      verdict: 'approved' as const,
      comment: null,
    };
    const approvals = change.approvals.map(entry => ({ ...entry, decision }));
    const decided = { ...change, state: 'merged' as const, approvals };
    expect(waitingWords(decided)).toBeUndefined();
    expect(reasonWords(decided)).toBeUndefined();
    expect(changeExpiryWords(decided, NOW)).toBeUndefined();
  });

  it('should tell what it does to the price, and never a price that is not known', () => {
    const price = (monthly: string | null, monthlyBefore: string | null) =>
      changePriceWords({ monthly, monthlyBefore });
    expect(price('239.07', null)).toBe('list price at least $239.07 a month');
    expect(price('271.04', '239.07')).toBe(
      '+$31.97 a month (at least $239.07, then at least $271.04)',
    );
    expect(price('200.00', '239.07')).toBe(
      '-$39.07 a month (at least $239.07, then at least $200.00)',
    );
    expect(price('239.07', '239.07')).toBe(
      'list price stays at least $239.07 a month',
    );
    expect(price(null, '239.07')).toBe('price not known');
  });

  it('should name the consequence of a yes and of a no', () => {
    expect(yesWords({ kind: 'create', name: 'qa' })).toBe('creates qa');
    expect(noWords({ kind: 'resize', name: 'qa' })).toBe('qa stays as it is');
  });
});
