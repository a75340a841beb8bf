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

function routed(...route: Record<string, unknown>[]) {
  return {
    ...placed,
    'aws_route_table.t': { route },
    'aws_route_table_association.a': {
      route_table_id: '${aws_route_table.t.id}',
      subnet_id: '${aws_subnet.a.id}',
    },
  };
}

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
        destination_cidr_block: '0.0.0.0/0',
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

  it('should find machines of Aurora with a public address, and a cluster that lets addresses in', () => {
    const document = aDocument({
      'aws_rds_cluster.c': {
        vpc_security_group_ids: ['${aws_security_group.s.id}'],
      },
      'aws_rds_cluster_instance.i': { publicly_accessible: true },
      'aws_security_group.s': { ingress: [{ cidr_blocks: ['0.0.0.0/0'] }] },
    });
    expect(violationsIn(databaseNotPublic, document)).toEqual([
      {
        resource: 'aws_rds_cluster.c',
        detail: 'Its security group lets 0.0.0.0/0 in.',
      },
      {
        resource: 'aws_rds_cluster_instance.i',
        detail: 'It has a public address.',
      },
    ]);
  });

  it('should find a cluster of Aurora in subnets that a route leads out of', () => {
    const document = aDocument({
      ...routed({ nat_gateway_id: 'any', cidr_block: '0.0.0.0/0' }),
      'aws_rds_cluster.c': {
        db_subnet_group_name: '${aws_db_subnet_group.g.name}',
      },
    });
    expect(
      violationsIn(databaseNotPublic, document).map(({ resource }) => resource),
    ).toEqual(['aws_db_instance.d', 'aws_rds_cluster.c']);
  });

  it.each([
    ['gateway_id', 'cidr_block', '0.0.0.0/0'],
    ['nat_gateway_id', 'cidr_block', '0.0.0.0/0'],
    ['egress_only_gateway_id', 'ipv6_cidr_block', '::/0'],
  ])(
    'should find a route to the internet by %s',
    (target, block, everywhere) => {
      const apart = {
        route_table_id: '${aws_route_table.t.id}',
        [target]: 'any',
        [`destination_${block}`]: everywhere,
      };
      const within = {
        cidr_block: null,
        ipv6_cidr_block: null,
        [target]: 'any',
        [block]: everywhere,
      };
      for (const document of [
        aDocument({ ...routed(), 'aws_route.r': apart }),
        aDocument(routed(within)),
      ]) {
        expect(violationsIn(databaseNotPublic, document)).toEqual([
          {
            resource: 'aws_db_instance.d',
            detail: 'A route leads from its subnets outside.',
          },
        ]);
      }
    },
  );

  it.each([
    { gateway_id: 'any', cidr_block: '10.8.0.0/16' },
    { gateway_id: 'any', cidr_block: '${var.block}' },
    { gateway_id: '', nat_gateway_id: null, cidr_block: '0.0.0.0/0' },
    { transit_gateway_id: 'any', cidr_block: '0.0.0.0/0' },
  ])('should accept a route that leads elsewhere: %j', route => {
    const document = aDocument(routed(route));
    expect(violationsIn(databaseNotPublic, document)).toEqual([]);
  });

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
