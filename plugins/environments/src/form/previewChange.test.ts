import { anEstimate } from '../__testUtils__/aPreview';
import { aSpec } from '../__testUtils__/aSpec';
import { sinceLastEdit } from './previewChange';

function withDesired(desired: number) {
  const spec = aSpec();
  const group = spec.spec.cluster?.nodeGroups?.[0];
  if (group) group.desired = desired;
  return spec;
}

describe('sinceLastEdit', () => {
  const before = { spec: withDesired(2), estimate: anEstimate('239.07') };

  it('should tell the difference and what made it', () => {
    expect(
      sinceLastEdit(before, {
        spec: withDesired(3),
        estimate: anEstimate('271.04'),
      }),
    ).toBe('+$31.97, third node');
  });

  it('should tell a saving and an edit that costs nothing', () => {
    expect(
      sinceLastEdit(
        { spec: withDesired(3), estimate: anEstimate('271.04') },
        before,
      ),
    ).toBe('-$31.97, 1 node fewer');
    const edited = aSpec();
    edited.spec.network.cidr = '10.1.0.0/16';
    expect(
      sinceLastEdit(before, { spec: edited, estimate: anEstimate('239.07') }),
    ).toBe('same price, Network block 10.0.0.0/16 to 10.1.0.0/16');
  });

  it('should say nothing about a name or the first price', () => {
    expect(sinceLastEdit(undefined, before)).toBeUndefined();
    expect(
      sinceLastEdit(before, {
        spec: { ...aSpec('other') },
        estimate: anEstimate('239.07'),
      }),
    ).toBeUndefined();
  });

  it('should not subtract what is not known, nor another currency', () => {
    const unknown = { status: 'unavailable' as const, reason: 'late' };
    expect(
      sinceLastEdit(before, { spec: withDesired(3), estimate: unknown }),
    ).toBeUndefined();
    expect(
      sinceLastEdit(before, {
        spec: withDesired(3),
        estimate: anEstimate('239.07', { currency: 'EUR' }),
      }),
    ).toBeUndefined();
  });
});
