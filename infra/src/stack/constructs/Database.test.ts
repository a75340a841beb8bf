import { aProdSpec, aSpec } from '../../__testUtils__/aSpec';
import { only, resourcesOf } from '../../__testUtils__/synthesized';

const NODES =
  '${aws_eks_cluster.cluster_cluster.vpc_config[0].cluster_security_group_id}';

describe('Database', () => {
  it('should be encrypted, private and without a password in any file', () => {
    const { attributes } = only(resourcesOf(aSpec()), 'aws_db_instance');
    expect(attributes).toMatchObject({
      identifier: 'dev-postgres',
      engine: 'postgres',
      engine_version: '17',
      auto_minor_version_upgrade: true,
      instance_class: 'db.t3.micro',
      allocated_storage: 20,
      max_allocated_storage: 100,
      storage_type: 'gp3',
      storage_encrypted: true,
      kms_key_id: '${aws_kms_key.security_key.arn}',
      publicly_accessible: false,
      manage_master_user_password: true,
      multi_az: false,
      database_insights_mode: 'standard',
      performance_insights_retention_period: 7,
    });
    expect(Object.keys(attributes)).not.toContain('password');
  });

  it('should be protected in production and easy to let go in development', () => {
    expect(
      only(resourcesOf(aProdSpec()), 'aws_db_instance').attributes,
    ).toMatchObject({
      multi_az: true,
      backup_retention_period: 14,
      deletion_protection: true,
      skip_final_snapshot: false,
      final_snapshot_identifier: 'prod-postgres-final',
      apply_immediately: false,
    });
    const { attributes } = only(resourcesOf(aSpec()), 'aws_db_instance');
    expect(attributes).toMatchObject({
      deletion_protection: false,
      skip_final_snapshot: true,
      apply_immediately: true,
    });
    expect(attributes.final_snapshot_identifier).toBe(undefined);
  });

  it('should take connections by TLS only', () => {
    expect(
      only(resourcesOf(aSpec()), 'aws_db_parameter_group').attributes,
    ).toMatchObject({
      family: 'postgres17',
      parameter: [
        { name: 'rds.force_ssl', value: '1', apply_method: 'immediate' },
      ],
    });
  });

  it('should lie in the database subnets and let the nodes in alone', () => {
    const resources = resourcesOf(aSpec());
    const { attributes } = only(resources, 'aws_db_instance');
    expect(
      resources.referenced(attributes, 'db_subnet_group_name')?.attributes
        .subnet_ids,
    ).toEqual(
      ['a', 'b', 'c'].map(
        zone => `\${aws_subnet.network_subnets_database-us-west-2${zone}.id}`,
      ),
    );
    expect(attributes.vpc_security_group_ids).toEqual([
      '${aws_security_group.database_access_group.id}',
    ]);
    const rules = resources
      .ofType('aws_vpc_security_group_ingress_rule')
      .filter(rule => rule.module === 'database');
    expect(rules.map(rule => rule.attributes)).toMatchObject([
      {
        security_group_id: '${aws_security_group.database_access_group.id}',
        referenced_security_group_id: NODES,
        from_port: 5432,
        to_port: 5432,
        ip_protocol: 'tcp',
      },
    ]);
  });

  it('should keep its logs for as long as the cluster keeps its own', () => {
    const resources = resourcesOf(aSpec());
    const groups = resources
      .ofType('aws_cloudwatch_log_group')
      .filter(group => group.module === 'database');
    expect(
      groups.map(({ attributes }) => [
        attributes.name,
        attributes.retention_in_days,
      ]),
    ).toEqual([
      ['/aws/rds/instance/dev-postgres/postgresql', 7],
      ['/aws/rds/instance/dev-postgres/upgrade', 7],
    ]);
    expect(only(resources, 'aws_db_instance').attributes.depends_on).toEqual(
      groups.map(({ address }) => address),
    );
  });

  it('should switch the growth of storage off where the ceiling is the size', () => {
    const resources = resourcesOf(
      aSpec({
        database: { engine: 'postgres', storageGb: 50, maxStorageGb: 50 },
      }),
    );
    expect(
      only(resources, 'aws_db_instance').attributes.max_allocated_storage,
    ).toBe(0);
  });
});
