import { money } from '@portico/plugin-cost-common';
import type { Quota } from '@portico/plugin-environments-common';
import { anEstimate } from '../__testUtils__/aPreview';
import { quotaWords } from './quotaWords';

const quota: Quota = {
  owner: 'group:default/checkout',
  environments: { used: 2, limit: 5 },
  monthly: { used: money('480.00', 'USD'), limit: money('3000.00', 'USD') },
};

const preview = { estimate: anEstimate('239.07'), approvals: [] };

describe('quotaWords', () => {
  it('should tell what the owner has and may have, without and with it', () => {
    expect(quotaWords(quota, preview)).toEqual({
      without:
        'Checkout has 2 of 5 environments; list prices $480 of $3,000 a month.',
      withIt:
        'With this one: 3 of 5 environments; list prices $719.07 of $3,000 a month.',
      over: undefined,
    });
  });

  it('should say who approves what is over it', () => {
    const approvals = [
      { group: 'group:default/platform-approvers', reason: 'it is production' },
      { group: 'group:default/finops', reason: 'it is above the quota' },
    ];
    const tooDear = { estimate: anEstimate('2600.00'), approvals };
    expect(quotaWords(quota, tooDear).over).toBe(
      'This is more than the quota, so one person from finops has to agree.',
    );
    const full = { ...quota, environments: { used: 5, limit: 5 } };
    expect(quotaWords(full, preview).over).toBe('This is more than the quota.');
  });

  it('should never add up what is not known', () => {
    const unknown = { ...quota, monthly: { ...quota.monthly, used: null } };
    expect(quotaWords(unknown, preview)).toMatchObject({
      without:
        'Checkout has 2 of 5 environments; list prices not known, $3,000 a month allowed.',
      over: undefined,
    });
    const late = { status: 'unavailable' as const, reason: 'late' };
    expect(quotaWords(quota, { ...preview, estimate: late }).withIt).toBe(
      'With this one: 3 of 5 environments; list prices not known, $3,000 a month allowed.',
    );
  });

  it('should name no limit where there is none', () => {
    const free: Quota = {
      ...quota,
      environments: { used: 1, limit: null },
      monthly: { used: money('480.00', 'USD'), limit: null },
    };
    expect(quotaWords(free, preview)).toEqual({
      without: 'Checkout has 1 environment; list prices $480 a month.',
      withIt: 'With this one: 2 environments; list prices $719.07 a month.',
      over: undefined,
    });
  });
});
