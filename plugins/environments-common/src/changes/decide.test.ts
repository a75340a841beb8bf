import type { ChangeApproval } from './ChangeRequest';
import { canDecide, isFullyApproved } from './decide';

const PLATFORM = 'group:default/platform-approvers';
const FINOPS = 'group:default/finops';

function approval(group: string, by?: string): ChangeApproval {
  const decision = by
    ? {
        by,
        at: '2026-11-25T10:00:00Z',
        verdict: 'approved' as const,
        comment: null,
      }
    : null;
  return { group, reason: 'it is production', decision };
}
const pending = (...approvals: ChangeApproval[]) => ({
  state: 'pending-approval' as const,
  requestedBy: 'user:default/ada',
  approvals,
});

describe('canDecide', () => {
  it('should let a member of the group decide', () => {
    expect(
      canDecide({
        change: pending(approval(PLATFORM)),
        user: 'user:default/grace',
        groups: [PLATFORM],
      }),
    ).toEqual({ allowed: true, groups: [PLATFORM] });
  });

  it.each([['user:default/ada'], ['User:Default/ADA']])(
    'should not let %s decide on the own change, whatever the groups',
    user => {
      expect(
        canDecide({
          change: pending(approval(PLATFORM)),
          user,
          groups: [PLATFORM, FINOPS],
        }),
      ).toEqual({
        allowed: false,
        rule: 'no-self-approval',
        reason:
          'You asked for this change, so somebody else must decide on it.',
      });
    },
  );

  it('should not let somebody else decide', () => {
    expect(
      canDecide({
        change: pending(approval(PLATFORM), approval(FINOPS)),
        user: 'user:default/eve',
        groups: ['group:default/checkout'],
      }),
    ).toEqual({
      allowed: false,
      rule: 'not-in-group',
      reason: `Only members of ${PLATFORM} or ${FINOPS} may decide on this change.`,
    });
  });

  it('should let whoever is in both groups decide for both', () => {
    const both = { user: 'user:default/margaret', groups: [FINOPS, PLATFORM] };
    expect(
      canDecide({
        change: pending(approval(PLATFORM), approval(FINOPS)),
        ...both,
      }),
    ).toEqual({ allowed: true, groups: [PLATFORM, FINOPS] });
    expect(
      canDecide({
        change: pending(
          approval(PLATFORM, 'user:default/grace'),
          approval(FINOPS),
        ),
        ...both,
      }),
    ).toEqual({ allowed: true, groups: [FINOPS] });
  });

  it('should not ask a group again that has decided', () => {
    expect(
      canDecide({
        change: pending(
          approval(PLATFORM, 'user:default/grace'),
          approval(FINOPS),
        ),
        user: 'user:default/linus',
        groups: [PLATFORM],
      }),
    ).toMatchObject({ allowed: false, rule: 'not-in-group' });
  });

  it.each([
    'draft',
    'approved',
    'proposed',
    'merged',
    'withdrawn',
    'expired',
  ] as const)('should let nobody decide on a change that is %s', state => {
    expect(
      canDecide({
        change: { ...pending(approval(PLATFORM)), state },
        user: 'user:default/grace',
        groups: [PLATFORM],
      }),
    ).toEqual({
      allowed: false,
      rule: 'not-pending',
      reason: `This change waits for no approval: it is ${state}.`,
    });
  });
});

describe('isFullyApproved', () => {
  it('should need every approval', () => {
    const given = approval(PLATFORM, 'user:default/grace');
    expect(isFullyApproved([])).toBe(true);
    expect(isFullyApproved([given])).toBe(true);
    expect(isFullyApproved([given, approval(FINOPS)])).toBe(false);
  });

  it('should not take a rejection for an approval', () => {
    const given = approval(PLATFORM, 'user:default/grace');
    const rejected = {
      ...given,
      decision: given.decision && {
        ...given.decision,
        verdict: 'rejected' as const,
      },
    };
    expect(isFullyApproved([rejected])).toBe(false);
  });
});
