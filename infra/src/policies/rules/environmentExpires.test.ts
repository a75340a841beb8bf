import { aFullSpec, aSpec } from '../../__testUtils__/aSpec';
import { aDocument } from '../../__testUtils__/synthesized';
import { violationsIn, violationsOf } from '../../__testUtils__/violations';
import { environmentExpires } from './environmentExpires';

describe('environmentExpires', () => {
  it('should accept an environment with everything', () => {
    expect(violationsOf(environmentExpires, aFullSpec())).toEqual([]);
  });

  it('should accept an end, and that staging has none', () => {
    expect(violationsOf(environmentExpires, aSpec({ ttl: '14d' }))).toEqual([]);
    const staging = aSpec({ class: 'staging' });
    expect(violationsOf(environmentExpires, staging)).toEqual([]);
  });

  it('should find a development environment without one', () => {
    expect(violationsOf(environmentExpires, aSpec())).toEqual([
      { resource: 'dev', path: 'spec.ttl' },
    ]);
  });

  it('should not ask a document whose spec is not known', () => {
    const document = aDocument({ 'aws_vpc.v': {} });
    expect(violationsIn(environmentExpires, document)).toEqual([]);
  });
});
