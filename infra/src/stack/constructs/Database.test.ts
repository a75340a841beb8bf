import { aProdSpec, aSpec } from '../../__testUtils__/aSpec';
import { policyOf } from '../../__testUtils__/policies';
import { only, resourcesOf } from '../../__testUtils__/synthesized';
import { texts } from '../../document/attributes';

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
      backup_retention_period: 7,
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
      expect.arrayContaining(groups.map(({ address }) => address)),
    );
  });

  it('should be watched every minute by a role that can do nothing else', () => {
    for (const spec of [aSpec(), aProdSpec()]) {
      const resources = resourcesOf(spec);
      const { attributes } = only(resources, 'aws_db_instance');
      expect(attributes).toMatchObject({
        monitoring_interval: 60,
        monitoring_role_arn: '${aws_iam_role.database_monitoring_role.arn}',
      });
      const role = resources.get('aws_iam_role.database_monitoring_role');
      expect(policyOf(role?.attributes ?? {}, 'assume_role_policy')).toEqual([
        {
          Effect: 'Allow',
          Principal: { Service: 'monitoring.rds.amazonaws.com' },
          Action: ['sts:AssumeRole'],
        },
      ]);
      const attachments = resources
        .ofType('aws_iam_role_policy_attachment')
        .filter(({ module }) => module === 'database');
      expect(
        attachments.map(attachment => attachment.attributes.policy_arn),
      ).toEqual([
        'arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole',
      ]);
      // RDS refuses a role that cannot write yet.
      expect(texts(attributes, 'depends_on')).toContain(attachments[0].address);
    }
  });

  it('should be backed up and changed at the times of the spec, else on Sunday night', () => {
    const windowsOf = (database = {}) =>
      only(
        resourcesOf(aSpec({ database: { engine: 'postgres', ...database } })),
        'aws_db_instance',
      ).attributes;
    expect(windowsOf()).toMatchObject({
      backup_window: '03:00-04:00',
      maintenance_window: 'sun:04:30-sun:05:30',
    });
    const written = {
      backupWindow: '22:00-23:00',
      maintenanceWindow: 'tue:01:00-tue:02:00',
    };
    expect(windowsOf(written)).toMatchObject({
      backup_window: '22:00-23:00',
      maintenance_window: 'tue:01:00-tue:02:00',
    });
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
