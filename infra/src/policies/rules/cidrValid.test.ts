import { aFullSpec } from '../../__testUtils__/aSpec';
import { aDocument } from '../../__testUtils__/synthesized';
import { violationsIn, violationsOf } from '../../__testUtils__/violations';
import { cidrValid } from './cidrValid';

describe('cidrValid', () => {
  it('should accept an environment with everything', () => {
    expect(violationsOf(cidrValid, aFullSpec())).toEqual([]);
  });

  it.each([
    ['aws_subnet.s', { cidr_block: '10.0.1.0/24' }],
    ['aws_subnet.s', { cidr_block: '${cidrsubnet("10.0.0.0/16", 8, 1)}' }],
    ['aws_security_group.g', { ingress: { cidr_blocks: ['0.0.0.0/0'] } }],
    ['aws_security_group.g', { ingress: { cidr_blocks: ['::/0'] } }],
    ['aws_subnet.s', { tags: { Name: '10.0.0.0/33' } }],
  ])('should accept %j', (address, attributes) => {
    const document = aDocument({ [address]: attributes });
    expect(violationsIn(cidrValid, document)).toEqual([]);
  });

  it.each([
    [
      'aws_subnet.s',
      { cidr_block: '10.0.1.1/24' },
      'cidr_block is "10.0.1.1/24"; it must start at the first address of its block; write 10.0.1.0/24.',
    ],
    [
      'aws_security_group.g',
      { ingress: [{ cidr_blocks: ['10.0.0.0/8', '10.0.0.256/32'] }] },
      expect.stringMatching(/^cidr_blocks is "10\.0\.0\.256\/32"; it must be/),
    ],
    [
      'aws_route.r',
      { destination_cidr_block: '0.0.0.0' },
      expect.stringMatching(/^destination_cidr_block is "0\.0\.0\.0"/),
    ],
    [
      'aws_vpc_security_group_ingress_rule.r',
      { cidr_ipv4: '203.0.113.7/24' },
      expect.stringContaining('write 203.0.113.0/24'),
    ],
  ])('should find %j', (address, attributes, detail) => {
    const document = aDocument({ [address]: attributes });
    expect(violationsIn(cidrValid, document)).toEqual([
      { resource: address, detail },
    ]);
  });

  it('should name the field of the spec', () => {
    const document = aDocument({ 'aws_vpc.v': { cidr_block: '10.0.0.0/33' } });
    expect(violationsIn(cidrValid, document)).toMatchObject([
      { resource: 'aws_vpc.v', path: 'spec.network.cidr' },
    ]);
  });
});
