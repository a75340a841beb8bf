import { aProdSpec, aSpec } from '../../__testUtils__/aSpec';
import { resourcesOf, synthesized } from '../../__testUtils__/synthesized';
import { texts } from '../../document/attributes';

const PRIMARY = 'aws_db_instance.database_instance';
const FIRST = 'aws_db_instance.database_replica-1_instance';
const database = { engine: 'postgres', readReplicas: 2 } as const;

describe('DatabaseReplica', () => {
  it('should not be there where nobody asks for it', () => {
    expect(resourcesOf(aProdSpec()).ofType('aws_db_instance')).toHaveLength(1);
    expect(synthesized(aProdSpec()).output).not.toHaveProperty(
      'database_replicas',
    );
  });

  it('should follow the database and be kept as it is', () => {
    const resources = resourcesOf(aProdSpec({ database }));
    const primary = resources.get(PRIMARY)?.attributes ?? {};
    const replica = resources.get(FIRST)?.attributes ?? {};
    expect(resources.ofType('aws_db_instance')).toHaveLength(3);
    expect(replica).toMatchObject({
      identifier: 'prod-postgres-replica-1',
      replicate_source_db: `\${${PRIMARY}.identifier}`,
      publicly_accessible: false,
      storage_encrypted: true,
      deletion_protection: true,
      skip_final_snapshot: true,
      multi_az: false,
    });
    const shared = {
      instance_class: 'db.r6g.large',
      parameter_group_name:
        '${aws_db_parameter_group.database_parameters.name}',
      vpc_security_group_ids: [
        '${aws_security_group.database_access_group.id}',
      ],
      maintenance_window: 'sun:04:30-sun:05:30',
      max_allocated_storage: 1000,
      monitoring_interval: 60,
      monitoring_role_arn: '${aws_iam_role.database_monitoring_role.arn}',
      performance_insights_kms_key_id: '${aws_kms_key.security_key.arn}',
      enabled_cloudwatch_logs_exports: ['postgresql', 'upgrade'],
    };
    expect(primary).toMatchObject(shared);
    expect(replica).toMatchObject(shared);
  });

  it('should leave to RDS what a replica takes from its source', () => {
    const replica = resourcesOf(aProdSpec({ database })).get(FIRST);
    const inherited = [
      'allocated_storage',
      'backup_retention_period',
      'db_name',
      'db_subnet_group_name',
      'engine',
      'engine_version',
      'kms_key_id',
      'manage_master_user_password',
      'password',
      'username',
    ];
    const written = Object.keys(replica?.attributes ?? {});
    expect(inherited.filter(name => written.includes(name))).toEqual([]);
  });

  it('should be as easy to let go as the database is', () => {
    const replica = resourcesOf(aSpec({ database })).get(FIRST);
    expect(replica?.attributes.deletion_protection).toBe(false);
  });

  it('should have log groups of its own, which end some day', () => {
    const resources = resourcesOf(aProdSpec({ database }));
    const groups = ['postgresql', 'upgrade'].map(
      log => `aws_cloudwatch_log_group.database_replica-2_${log}-log-group`,
    );
    expect(
      groups.map(address => {
        const { name, retention_in_days: days } =
          resources.get(address)?.attributes ?? {};
        return [name, days];
      }),
    ).toEqual([
      ['/aws/rds/instance/prod-postgres-replica-2/postgresql', 90],
      ['/aws/rds/instance/prod-postgres-replica-2/upgrade', 90],
    ]);
    const second = resources.get(FIRST.replace('-1_', '-2_'));
    expect(texts(second?.attributes ?? {}, 'depends_on')).toEqual(
      expect.arrayContaining(groups),
    );
  });
});
