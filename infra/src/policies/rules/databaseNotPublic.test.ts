import { aProdSpec } from '../../__testUtils__/aSpec';
import { aDocument } from '../../__testUtils__/synthesized';
import { violationsIn, violationsOf } from '../../__testUtils__/violations';
import { databaseNotPublic } from './databaseNotPublic';

const database = {
  db_subnet_group_name: '${aws_db_subnet_group.g.name}',
  vpc_security_group_ids: ['${aws_security_group.s.id}'],
};
const placed = {
  'aws_db_instance.d': database,
  'aws_db_subnet_group.g': { subnet_ids: ['${aws_subnet.a.id}'] },
  'aws_security_group.s': {},
};

describe('databaseNotPublic', () => {
  it('should accept the database of an environment', () => {
    expect(violationsOf(databaseNotPublic, aProdSpec())).toEqual([]);
    expect(violationsIn(databaseNotPublic, aDocument(placed))).toEqual([]);
  });

  it('should find a replica in subnets that a route leads out of', () => {
    const document = aDocument({
      ...placed,
      'aws_db_instance.r': {
        replicate_source_db: '${aws_db_instance.d.identifier}',
      },
      'aws_route.r': {
        route_table_id: '${aws_route_table.t.id}',
        gateway_id: 'any',
      },
      'aws_route_table.t': {},
      'aws_route_table_association.a': {
        route_table_id: '${aws_route_table.t.id}',
        subnet_id: '${aws_subnet.a.id}',
      },
    });
    expect(
      violationsIn(databaseNotPublic, document).map(({ resource }) => resource),
    ).toEqual(['aws_db_instance.d', 'aws_db_instance.r']);
  });

  it('should find a public address', () => {
    expect(
      violationsIn(
        databaseNotPublic,
        aDocument({ 'aws_db_instance.d': { publicly_accessible: true } }),
      ),
    ).toEqual([
      { resource: 'aws_db_instance.d', detail: 'It has a public address.' },
    ]);
  });

  it.each(['gateway_id', 'nat_gateway_id'])(
    'should find a route to the internet by %s',
    gateway => {
      expect(
        violationsIn(
          databaseNotPublic,
          aDocument({
            ...placed,
            'aws_route.r': {
              route_table_id: '${aws_route_table.t.id}',
              [gateway]: 'any',
            },
            'aws_route_table_association.a': {
              route_table_id: '${aws_route_table.t.id}',
              subnet_id: '${aws_subnet.a.id}',
            },
          }),
        ),
      ).toEqual([
        {
          resource: 'aws_db_instance.d',
          detail: 'A route leads from its subnets outside.',
        },
      ]);
    },
  );

  it.each([
    [
      'aws_vpc_security_group_ingress_rule.r',
      {
        security_group_id: '${aws_security_group.s.id}',
        cidr_ipv4: '0.0.0.0/0',
      },
    ],
    [
      'aws_security_group_rule.r',
      {
        type: 'ingress',
        security_group_id: '${aws_security_group.s.id}',
        cidr_blocks: ['0.0.0.0/0'],
      },
    ],
    [
      'aws_security_group.s',
      { ingress: [{ cidr_blocks: ['0.0.0.0/0'], from_port: 5432 }] },
    ],
  ])('should find addresses that %s lets in', (address, attributes) => {
    expect(
      violationsIn(
        databaseNotPublic,
        aDocument({ ...placed, [address]: attributes }),
      ),
    ).toEqual([
      {
        resource: 'aws_db_instance.d',
        detail: 'Its security group lets 0.0.0.0/0 in.',
      },
    ]);
  });
});
