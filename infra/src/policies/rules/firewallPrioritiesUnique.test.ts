import { aFullSpec } from '../../__testUtils__/aSpec';
import { aDocument } from '../../__testUtils__/synthesized';
import { violationsIn, violationsOf } from '../../__testUtils__/violations';
import { firewallPrioritiesUnique } from './firewallPrioritiesUnique';

describe('firewallPrioritiesUnique', () => {
  it('should accept an environment with everything', () => {
    expect(violationsOf(firewallPrioritiesUnique, aFullSpec())).toEqual([]);
  });

  it.each([
    [
      'aws_wafv2_web_acl.w',
      { rule: [{ priority: 0 }, { priority: 1 }, { priority: '${var.p}' }] },
    ],
    [
      'aws_wafv2_web_acl.w',
      { rule: [{ priority: '${var.p}' }, { priority: '${var.p}' }] },
    ],
  ])('should accept %j', (address, attributes) => {
    const document = aDocument({ [address]: attributes });
    expect(violationsIn(firewallPrioritiesUnique, document)).toEqual([]);
  });

  it.each([
    [
      'aws_wafv2_web_acl.w',
      {
        rule: [
          { name: 'a', priority: 0 },
          { name: 'b', priority: '0' },
          { name: 'c', priority: 2 },
        ],
      },
      'a and b have priority 0.',
    ],
    [
      'aws_wafv2_rule_group.g',
      { rule: [{ priority: 3 }, { name: 'b', priority: 3 }] },
      'a rule without a name and b have priority 3.',
    ],
  ])('should find %j', (address, attributes, detail) => {
    const document = aDocument({ [address]: attributes });
    expect(violationsIn(firewallPrioritiesUnique, document)).toEqual([
      { resource: address, detail },
    ]);
  });
});
