import { blockedReason, type BlockedFacts } from './blockedReason';

function reason(facts: Partial<BlockedFacts> = {}) {
  return blockedReason({
    issues: [],
    differences: undefined,
    preview: { pending: false, slow: false },
    dataLossConfirmed: true,
    name: 'dev-ada',
    ...facts,
  });
}

const problem = { kind: 'unreachable' as const, message: 'gone' };

describe('blockedReason', () => {
  it('should stop nothing once the price is there', () => {
    expect(reason()).toBeUndefined();
  });

  it('should wait for a price, but not for ever', () => {
    expect(reason({ preview: { pending: true, slow: false } })).toBe(
      'Working out the price of your last edit.',
    );
    expect(reason({ preview: { pending: true, slow: true } })).toBeUndefined();
    expect(
      reason({ preview: { pending: false, slow: false, problem } }),
    ).toBeUndefined();
    expect(
      reason({ preview: { pending: true, slow: false, problem } }),
    ).toBeUndefined();
  });

  it('should let pressing lead to what has to be mended', () => {
    expect(
      reason({
        issues: [{ path: 'metadata.name', message: 'is missing' }],
        preview: { pending: true, slow: false },
      }),
    ).toBeUndefined();
  });

  it('should stop what changes nothing, and data that is lost by mistake', () => {
    expect(reason({ differences: [] })).toMatch(/^Nothing differs/);
    expect(reason({ dataLossConfirmed: false })).toBe(
      'Type dev-ada to go on: data is lost.',
    );
  });
});
