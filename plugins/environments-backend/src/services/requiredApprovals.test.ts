import { DEFAULT_APPROVAL_GROUPS } from '@portico/plugin-environments-common';
import { anEvaluation } from '../__testUtils__/anEvaluation';
import { aSpec } from '../__testUtils__/aSpec';
import { requiredApprovals } from './requiredApprovals';

const CHECKOUT = 'group:default/checkout';
const STOREFRONT = 'group:default/storefront';
const APPROVERS = DEFAULT_APPROVAL_GROUPS.platform;

const ask = (fields: Partial<Parameters<typeof requiredApprovals>[0]> = {}) =>
  requiredApprovals(
    {
      kind: 'create',
      spec: aSpec({ owner: CHECKOUT }),
      against: null,
      evaluation: anEvaluation(),
      quota: null,
      requesterRefs: [CHECKOUT],
      ...fields,
    },
    DEFAULT_APPROVAL_GROUPS,
  );

describe('requiredApprovals', () => {
  it('should ask nobody about a cheap environment of the own team', () => {
    expect(ask()).toEqual([]);
  });

  it('should ask the platform in the name of another team', () => {
    expect(ask({ requesterRefs: [STOREFRONT] })).toEqual([
      {
        group: APPROVERS,
        reason:
          'it will belong to group:default/checkout, and the person who asks is not in it',
      },
    ]);
    expect(ask({ requesterRefs: [APPROVERS] })).toEqual([]);
  });

  it('should add that to what the platform is asked for anyway', () => {
    const prod = aSpec({ owner: CHECKOUT, environmentClass: 'prod' });
    expect(ask({ spec: prod, requesterRefs: [STOREFRONT] })).toEqual([
      {
        group: APPROVERS,
        reason:
          'it is production; it will belong to group:default/checkout, and the person who asks is not in it',
      },
    ]);
  });

  it('should ask about an owner only where it changes', () => {
    const today = aSpec({ owner: CHECKOUT });
    const facts = {
      kind: 'resize',
      against: today,
      requesterRefs: [STOREFRONT],
    } as const;
    expect(
      ask({ ...facts, spec: aSpec({ owner: CHECKOUT, ttl: '7d' }) }),
    ).toEqual([]);
    expect(
      ask({ ...facts, spec: aSpec({ owner: 'group:default/other' }) }),
    ).toHaveLength(1);
  });

  it('should ask the platform where there is no estimate', () => {
    const evaluation = {
      status: 'unavailable',
      reason: 'too slow',
      busy: false,
    } as const;
    expect(ask({ evaluation })).toEqual([
      { group: APPROVERS, reason: 'its cost could not be estimated' },
    ]);
  });
});
