import {
  EnvironmentClass,
  defaultSpecFor,
} from '@portico/plugin-environments-common';
import { only, resourcesOf } from '../__testUtils__/synthesized';
import { ResourceIndex } from '../document/ResourceIndex';
import { text } from '../document/attributes';

const specOf = (environmentClass: EnvironmentClass) =>
  defaultSpecFor(environmentClass, {
    name: environmentClass,
    owner: 'group:default/platform',
    takenCidrs: [],
  });

const blocksOf = (resources: ResourceIndex, tier: string) =>
  resources
    .ofType('aws_subnet')
    .filter(({ name }) => name.includes(`subnets_${tier}-`))
    .map(({ attributes }) => text(attributes, 'cidr_block'));

describe('what a class gives who asks for nothing', () => {
  const dev = resourcesOf(specOf('dev'));
  const prod = resourcesOf(specOf('prod'));

  it.each(['dev', 'staging', 'prod'] as const)(
    'should be in us-west-2 and keep backups for a week in class %s',
    environmentClass => {
      const spec = specOf(environmentClass);
      expect(spec.spec.region).toBe('us-west-2');
      expect(
        only(resourcesOf(spec), 'aws_db_instance').attributes,
      ).toMatchObject({ backup_retention_period: 7 });
    },
  );

  it('should lay the network out in the blocks that people know', () => {
    expect(only(dev, 'aws_vpc').attributes.cidr_block).toBe('10.0.0.0/16');
    expect(blocksOf(dev, 'public')).toEqual([
      '10.0.101.0/24',
      '10.0.102.0/24',
      '10.0.103.0/24',
    ]);
    expect(blocksOf(dev, 'private')).toEqual([
      '10.0.1.0/24',
      '10.0.2.0/24',
      '10.0.3.0/24',
    ]);
    expect(blocksOf(dev, 'database')).toEqual([
      '10.0.201.0/24',
      '10.0.202.0/24',
      '10.0.203.0/24',
    ]);
  });

  it('should start development with two small nodes and grow to five', () => {
    expect(only(dev, 'aws_eks_node_group').attributes).toMatchObject({
      scaling_config: { min_size: 1, desired_size: 2, max_size: 5 },
      instance_types: ['t3.medium'],
    });
  });

  it('should size the databases', () => {
    expect(only(dev, 'aws_db_instance').attributes).toMatchObject({
      instance_class: 'db.t3.micro',
      allocated_storage: 20,
      max_allocated_storage: 100,
      multi_az: false,
    });
    expect(only(prod, 'aws_db_instance').attributes).toMatchObject({
      instance_class: 'db.r6g.large',
      allocated_storage: 100,
      max_allocated_storage: 1000,
      multi_az: true,
    });
  });

  it('should give production Redis 7 on two nodes', () => {
    expect(
      only(prod, 'aws_elasticache_replication_group').attributes,
    ).toMatchObject({
      engine: 'redis',
      engine_version: expect.stringMatching(/^7\./),
      num_cache_clusters: 2,
    });
  });
});
