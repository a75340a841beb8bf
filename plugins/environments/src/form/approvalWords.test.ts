import { approvalSentence, submitLabel } from './approvalWords';

const platform = {
  group: 'group:default/platform-approvers',
  reason: 'it is production',
};

describe('approvalWords', () => {
  it('should say who approves and why', () => {
    expect(approvalSentence([])).toBe('No approval needed');
    expect(approvalSentence([platform])).toBe(
      'Needs one person from platform-approvers, because it is production',
    );
  });

  it('should say on the button what will happen', () => {
    const label = (...approvals: (typeof platform)[]) =>
      submitLabel('Create', {
        preview: { approvals },
        failed: false,
        slow: false,
      });
    const finance = { group: 'group:default/finops', reason: 'it is dear' };
    expect(label()).toBe('Create (no approval needed)');
    expect(label(platform)).toBe(
      'Request: needs one person from platform-approvers, because it is production',
    );
    expect(
      label({ ...platform, reason: 'it is production; data is lost' }),
    ).toBe(
      'Request: needs one person from platform-approvers, because it is production',
    );
    expect(label(platform, finance)).toBe(
      'Request: needs one person from platform-approvers and one from finops',
    );
  });

  it('should promise nothing that is not known', () => {
    const preview = { approvals: [] };
    const label = (facts: Partial<Parameters<typeof submitLabel>[1]>) =>
      submitLabel('Create', { preview, failed: false, slow: false, ...facts });
    expect(label({ preview: undefined })).toBe('Create');
    expect(label({ failed: true, slow: true })).toBe(
      'Request: somebody has to approve, because the price is not known',
    );
    expect(label({ slow: true })).toBe(
      'Request: who has to approve is not known yet',
    );
  });
});
