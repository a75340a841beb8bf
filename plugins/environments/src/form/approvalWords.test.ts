import { approvalSentence, submitLabel } from './approvalWords';

const platform = {
  group: 'group:default/platform-approvers',
  reason: 'it is production',
};

describe('approvalWords', () => {
  it('should say who approves, and on the button what will happen', () => {
    expect(approvalSentence([])).toBe('No approval needed');
    expect(approvalSentence([platform])).toBe(
      'Needs one person from platform-approvers, because it is production',
    );
    expect(submitLabel('Create', undefined)).toBe('Create');
    expect(submitLabel('Create', [])).toBe('Create (no approval needed)');
    expect(
      submitLabel('Create', [
        platform,
        { group: 'group:default/finops', reason: 'it is dear' },
      ]),
    ).toBe(
      'Request: needs one person from platform-approvers and one from finops',
    );
  });
});
