import { EnvironmentSpecInput } from '@portico/plugin-environments-common';
import { aProdSpec, aSpec } from '../../__testUtils__/aSpec';
import { aDocument } from '../../__testUtils__/synthesized';
import { violationsIn, violationsOf } from '../../__testUtils__/violations';
import { nodesReachOut } from './nodesReachOut';

type Endpoint = NonNullable<
  EnvironmentSpecInput['spec']['network']['interfaceEndpoints']
>[number];

const ENOUGH: Endpoint[] = [
  'ec2',
  'ecr.api',
  'ecr.dkr',
  'eks-auth',
  'logs',
  'sts',
];

function closed(...interfaceEndpoints: Endpoint[]) {
  return aSpec({
    network: { cidr: '10.0.0.0/16', natGateways: 'none', interfaceEndpoints },
  });
}

function violation(detail: string) {
  return {
    resource: 'aws_eks_node_group.cluster_nodes_general',
    detail,
    path: 'spec.network.natGateways',
  };
}

describe('nodesReachOut', () => {
  it('should accept one NAT gateway, and one a zone', () => {
    expect(violationsOf(nodesReachOut, aSpec())).toEqual([]);
    expect(violationsOf(nodesReachOut, aProdSpec())).toEqual([]);
  });

  it('should find nodes without a way out', () => {
    expect(violationsOf(nodesReachOut, closed())).toEqual([
      violation(
        'Its nodes do not reach ec2, ecr.api, ecr.dkr, eks-auth, logs, sts.',
      ),
    ]);
  });

  it('should accept nodes that find all that they start with in the network', () => {
    expect(violationsOf(nodesReachOut, closed(...ENOUGH, 'kms'))).toEqual([]);
  });

  it.each(ENOUGH)('should not accept nodes that miss %s', missing => {
    const rest = ENOUGH.filter(service => service !== missing);
    expect(violationsOf(nodesReachOut, closed(...rest))).toEqual([
      violation(`Its nodes do not reach ${missing}.`),
    ]);
  });

  const route_table_id = '${aws_route_table.t.id}';
  const everywhere = { destination_cidr_block: '0.0.0.0/0', route_table_id };

  function withRoutes(
    table: Record<string, unknown> | undefined,
    route: Record<string, unknown> = {},
  ) {
    return aDocument({
      'aws_eks_node_group.n': { subnet_ids: ['${aws_subnet.s.id}'] },
      'aws_subnet.s': {},
      'aws_route_table_association.a': {
        route_table_id,
        subnet_id: '${aws_subnet.s.id}',
      },
      ...(table && { 'aws_route_table.t': table }),
      'aws_route.r': route,
    });
  }

  it.each([
    [{}, { ...everywhere, nat_gateway_id: 'nat-1' }],
    [{}, { ...everywhere, transit_gateway_id: '${var.hub}' }],
    [
      {},
      {
        ...everywhere,
        destination_cidr_block: '${var.block}',
        nat_gateway_id: 'nat-1',
      },
    ],
    [{ route: [{ cidr_block: '0.0.0.0/0', transit_gateway_id: 'tgw-1' }] }, {}],
    [{ route: { ipv6_cidr_block: '::/0', egress_only_gateway_id: 'e' } }, {}],
    [{ route: '${var.routes}' }, {}],
    [undefined, {}],
  ])('should accept a way out by %j and %j', (table, route) => {
    expect(violationsIn(nodesReachOut, withRoutes(table, route))).toEqual([]);
  });

  it.each([
    [{}, {}],
    [{ route: [{ cidr_block: '10.8.0.0/16', nat_gateway_id: 'nat-1' }] }, {}],
    [{ route: [{ cidr_block: '0.0.0.0/0', transit_gateway_id: '' }] }, {}],
    [
      {},
      {
        ...everywhere,
        destination_cidr_block: '10.8.0.0/16',
        transit_gateway_id: 'tgw-1',
      },
    ],
  ])('should find no way out by %j and %j', (table, route) => {
    expect(violationsIn(nodesReachOut, withRoutes(table, route))).toHaveLength(
      1,
    );
  });

  it('should not mind where there are no nodes', () => {
    const spec = aSpec({
      network: { cidr: '10.0.0.0/16', natGateways: 'none' },
      cluster: undefined,
    });
    expect(violationsOf(nodesReachOut, spec)).toEqual([]);
  });
});
