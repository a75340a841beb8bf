import { aFullSpec, aSpec } from '../../__testUtils__/aSpec';
import { aDocument } from '../../__testUtils__/synthesized';
import { violationsIn, violationsOf } from '../../__testUtils__/violations';
import { sizedForClass } from './sizedForClass';

describe('sizedForClass', () => {
  it('should accept an environment with everything', () => {
    expect(violationsOf(sizedForClass, aFullSpec())).toEqual([]);
  });

  it('should accept the usual sizes', () => {
    expect(violationsOf(sizedForClass, aSpec())).toEqual([]);
    expect(violationsOf(sizedForClass, aSpec({ class: 'staging' }))).toEqual(
      [],
    );
  });

  it.each(['dev', 'staging'] as const)(
    'should find what only production needs in %s',
    environmentClass => {
      const spec = aSpec({
        class: environmentClass,
        network: { cidr: '10.0.0.0/16', natGateways: 'per-zone' },
        database: { engine: 'postgres', multiAz: true },
      });
      expect(violationsOf(sizedForClass, spec)).toEqual([
        {
          resource: 'aws_nat_gateway.network_routing_nat-us-west-2a',
          detail: 'There are 3 NAT gateways; one is enough to try things out.',
          path: 'spec.network.natGateways',
        },
        {
          resource: 'aws_db_instance.database_instance',
          detail: 'It runs in two zones, which costs twice as much.',
          path: 'spec.database.multiAz',
        },
      ]);
    },
  );

  it.each([
    ['aws_eks_node_group.n', { instance_types: ['m6i.2xlarge'] }, 1],
    ['aws_eks_node_group.n', { instance_types: ['m6i.xlarge'] }, 0],
    ['aws_db_instance.d', { instance_class: 'db.r6g.16xlarge' }, 1],
    ['aws_db_instance.d', { instance_class: '${var.size}.2xlarge' }, 0],
    [
      'aws_elasticache_replication_group.c',
      { node_type: 'cache.r6g.large' },
      0,
    ],
    ['aws_eks_node_group.n', { instance_types: ['m6i.metal'] }, 1],
  ])(
    'should judge the size of %s, %j, in development',
    (address, attributes, found) => {
      const document = aDocument({ [address]: attributes });
      expect(violationsIn(sizedForClass, document)).toHaveLength(found);
      expect(violationsIn(sizedForClass, document, 'staging')).toEqual([]);
    },
  );
});
