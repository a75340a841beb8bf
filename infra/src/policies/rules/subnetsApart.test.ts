import { aFullSpec } from '../../__testUtils__/aSpec';
import { aDocument } from '../../__testUtils__/synthesized';
import { violationsIn, violationsOf } from '../../__testUtils__/violations';
import { subnetsApart } from './subnetsApart';

const vpc_id = '${aws_vpc.v.id}';

function withSubnets(a: string, b: string, vpc = '10.0.0.0/16') {
  return aDocument({
    'aws_vpc.v': { cidr_block: vpc },
    'aws_subnet.a': { cidr_block: a, vpc_id },
    'aws_subnet.b': { cidr_block: b, vpc_id },
  });
}

describe('subnetsApart', () => {
  it('should accept an environment with everything', () => {
    expect(violationsOf(subnetsApart, aFullSpec())).toEqual([]);
  });

  it.each([
    ['10.0.1.0/24', '10.0.2.0/24', '10.0.0.0/16'],
    ['10.0.1.0/24', '${var.block}', '10.0.0.0/16'],
    ['10.9.1.0/24', '10.0.2.0/24', '${var.block}'],
    // That a block is none is told by the rule for blocks.
    ['10.0.1.0/24', '10.0.2.0/24', '10.0.0.0/33'],
  ])('should accept %s and %s within %s', (a, b, vpc) => {
    expect(violationsIn(subnetsApart, withSubnets(a, b, vpc))).toEqual([]);
  });

  it('should find subnets that share addresses, once, and name both', () => {
    const document = withSubnets('10.0.0.0/20', '10.0.2.0/24');
    expect(violationsIn(subnetsApart, document)).toEqual([
      {
        resource: 'aws_subnet.a',
        detail:
          'Its block 10.0.0.0/20 shares addresses with 10.0.2.0/24 of aws_subnet.b.',
      },
    ]);
  });

  it('should let subnets of two networks have the same block', () => {
    const document = withSubnets('10.0.1.0/24', '10.0.2.0/24');
    document.resource.aws_subnet.c = {
      cidr_block: '10.0.1.0/24',
      vpc_id: 'vpc-2',
    };
    expect(violationsIn(subnetsApart, document)).toEqual([]);
  });

  it('should find a subnet beyond all blocks of its network', () => {
    const document = withSubnets('10.0.1.0/24', '10.1.2.0/24');
    expect(violationsIn(subnetsApart, document)).toEqual([
      {
        resource: 'aws_subnet.b',
        detail: 'Its block 10.1.2.0/24 is not within aws_vpc.v.',
      },
    ]);
    document.resource.aws_vpc_ipv4_cidr_block_association = {
      more: { vpc_id, cidr_block: '10.1.0.0/16' },
    };
    expect(violationsIn(subnetsApart, document)).toEqual([]);
  });
});
