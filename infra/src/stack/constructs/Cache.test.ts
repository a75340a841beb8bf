import { aProdSpec, aSpec } from '../../__testUtils__/aSpec';
import { only, resourcesOf } from '../../__testUtils__/synthesized';

const GROUP = 'aws_elasticache_replication_group';

describe('Cache', () => {
  it('should encrypt on the wire and at rest', () => {
    expect(only(resourcesOf(aSpec()), GROUP).attributes).toMatchObject({
      replication_group_id: 'dev-redis',
      engine: 'redis',
      engine_version: '7.1',
      node_type: 'cache.t3.micro',
      num_cache_clusters: 1,
      transit_encryption_enabled: true,
      at_rest_encryption_enabled: 'true',
      kms_key_id: '${aws_kms_key.security_key.arn}',
      automatic_failover_enabled: false,
      multi_az_enabled: false,
    });
  });

  it('should fail over to another zone where there is more than one node', () => {
    expect(only(resourcesOf(aProdSpec()), GROUP).attributes).toMatchObject({
      num_cache_clusters: 2,
      automatic_failover_enabled: true,
      multi_az_enabled: true,
      snapshot_retention_limit: 7,
    });
  });

  it('should let the nodes in alone', () => {
    const rules = resourcesOf(aSpec())
      .ofType('aws_vpc_security_group_ingress_rule')
      .filter(rule => rule.module === 'cache');
    expect(rules.map(rule => rule.attributes)).toMatchObject([
      { from_port: 6379, to_port: 6379, ip_protocol: 'tcp' },
    ]);
    expect(rules[0].attributes.cidr_ipv4).toBe(undefined);
  });

  it('should take Valkey with its own version', () => {
    const resources = resourcesOf(aSpec({ cache: { engine: 'valkey' } }));
    expect(only(resources, GROUP).attributes).toMatchObject({
      replication_group_id: 'dev-valkey',
      engine: 'valkey',
      engine_version: '8.0',
    });
  });
});
