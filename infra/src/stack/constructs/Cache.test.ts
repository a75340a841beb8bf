import { aProdSpec, aSpec } from '../../__testUtils__/aSpec';
import {
  only,
  resourcesOf,
  synthesized,
} from '../../__testUtils__/synthesized';

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

  it('should ask for a token that AWS makes and Secrets Manager keeps', () => {
    const document = synthesized(aProdSpec());
    const resources = resourcesOf(aProdSpec());
    expect(only(resources, GROUP).attributes).toMatchObject({
      auth_token:
        '${aws_secretsmanager_secret_version.cache_token_version.secret_string}',
      auth_token_update_strategy: 'ROTATE',
      transit_encryption_enabled: true,
    });
    expect(document.data).toMatchObject({
      aws_secretsmanager_random_password: {
        cache_token_generated: {
          password_length: 64,
          exclude_punctuation: true,
        },
      },
    });
    expect(
      only(resources, 'aws_secretsmanager_secret').attributes,
    ).toMatchObject({
      name: 'prod/cache-auth-token',
      kms_key_id: '${aws_kms_key.security_key.arn}',
      recovery_window_in_days: 30,
    });
    expect(
      only(resources, 'aws_secretsmanager_secret_version').attributes,
    ).toMatchObject({
      secret_id: '${aws_secretsmanager_secret.cache_token_secret.id}',
      lifecycle: { ignore_changes: ['secret_string'] },
    });
  });

  it('should let clients in without a token in development, by TLS and as a group', () => {
    const resources = resourcesOf(aSpec());
    const { attributes } = only(resources, GROUP);
    expect(attributes).toMatchObject({
      transit_encryption_enabled: true,
      security_group_ids: ['${aws_security_group.cache_access_group.id}'],
    });
    expect(Object.keys(attributes).join()).not.toContain('auth_token');
    expect(resources.ofType('aws_secretsmanager_secret')).toEqual([]);
    expect(synthesized(aSpec()).output).not.toHaveProperty('cache_secret_arn');
  });

  it('should free the name of a token at once only where all may go', () => {
    const cache = { engine: 'redis', authToken: true } as const;
    const windows = (['dev', 'staging', 'prod'] as const).map(
      environmentClass =>
        only(
          resourcesOf(aSpec({ class: environmentClass, cache })),
          'aws_secretsmanager_secret',
        ).attributes.recovery_window_in_days,
    );
    expect(windows).toEqual([0, 7, 30]);
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
