import { aFullSpec } from '../../__testUtils__/aSpec';
import { aDocument } from '../../__testUtils__/synthesized';
import { violationsIn, violationsOf } from '../../__testUtils__/violations';
import { argumentsExclusive } from './argumentsExclusive';

describe('argumentsExclusive', () => {
  it('should accept an environment with everything', () => {
    expect(violationsOf(argumentsExclusive, aFullSpec())).toEqual([]);
  });

  it.each([
    ['aws_db_instance.d', { manage_master_user_password: true }],
    [
      'aws_db_instance.d',
      { manage_master_user_password: false, password: 'x' },
    ],
    [
      'aws_db_instance.d',
      { manage_master_user_password: true, password: '${var.maybe}' },
    ],
    ['aws_security_group.g', { name: 'a', name_prefix: null }],
  ])('should accept %j', (address, attributes) => {
    const document = aDocument({ [address]: attributes });
    expect(violationsIn(argumentsExclusive, document)).toEqual([]);
  });

  it.each([
    [
      'aws_db_instance.d',
      { manage_master_user_password: true, password: 'x' },
      'It has password and manage_master_user_password.',
    ],
    [
      'aws_db_instance.d',
      { password_wo: 'y', password: 'x' },
      'It has password and password_wo.',
    ],
    [
      'aws_vpc_security_group_ingress_rule.r',
      {
        cidr_ipv4: '10.0.0.0/8',
        referenced_security_group_id: '${aws_security_group.g.id}',
      },
      'It has cidr_ipv4 and referenced_security_group_id.',
    ],
    [
      'aws_eks_node_group.n',
      { launch_template: { id: 'lt-1' }, disk_size: 20 },
      'It has launch_template and disk_size.',
    ],
    [
      'aws_sns_topic.t',
      { name: 'a', name_prefix: 'b' },
      'It has name and name_prefix.',
    ],
  ])('should find %j', (address, attributes, detail) => {
    const document = aDocument({ [address]: attributes });
    expect(violationsIn(argumentsExclusive, document)).toEqual([
      { resource: address, detail },
    ]);
  });
});
