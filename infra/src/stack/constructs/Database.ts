import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import {
  DbInstance,
  DbInstanceConfig,
} from '@cdktf/provider-aws/lib/db-instance';
import { DbParameterGroup } from '@cdktf/provider-aws/lib/db-parameter-group';
import { DbSubnetGroup } from '@cdktf/provider-aws/lib/db-subnet-group';
import { EnvironmentSpec } from '@portico/plugin-environments-common';
import { Construct } from 'constructs';
import { AlarmRule, databaseAlarms } from './alarmRules';
import { ClosedGroup, GroupSource } from './ClosedGroup';
import { EnvironmentOutput } from './EnvironmentPart';

/** The database's part of a spec. */
export type DatabaseSpec = NonNullable<EnvironmentSpec['spec']['database']>;

/** The database and who may reach it. */
export interface DatabaseOptions {
  readonly environment: string;
  readonly database: DatabaseSpec;
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  readonly keyArn: string;
  readonly clients: readonly GroupSource[];
  readonly logRetentionDays: number;
  /** Whether changes wait for the weekly maintenance window. */
  readonly waitForMaintenance: boolean;
}

const PORT = 5432;
const LOGS = ['postgresql', 'upgrade'] as const;

/** PostgreSQL on RDS, in subnets without a way to the internet, reached by the nodes alone. */
export class Database extends Construct {
  readonly alarms: AlarmRule[];
  readonly outputs: EnvironmentOutput[];
  readonly secretArns: string[];

  constructor(scope: Construct, id: string, options: DatabaseOptions) {
    super(scope, id);
    const { environment, vpcId, clients } = options;
    const group = new ClosedGroup(this, 'access', {
      name: `${environment}-database`,
      description: `PostgreSQL of ${environment}: from its nodes only`,
      vpcId,
      port: PORT,
      sources: clients,
    });
    const subnetGroup = new DbSubnetGroup(this, 'subnet-group', {
      name: `${environment}-database`,
      description: `Database subnets of ${environment}`,
      subnetIds: [...options.subnetIds],
    });
    const instance = this.#instance(options, {
      dbSubnetGroupName: subnetGroup.name,
      parameterGroupName: this.#parameters(options).name,
      vpcSecurityGroupIds: [group.id],
      dependsOn: this.#logGroups(options),
    });
    this.alarms = databaseAlarms(instance.identifier, options.database);
    this.secretArns = [instance.masterUserSecret.get(0).secretArn];
    this.outputs = [
      {
        name: 'database_address',
        description: 'Where the database is',
        value: instance.address,
        sensitive: true,
      },
    ];
  }

  #parameters({ environment, database }: DatabaseOptions): DbParameterGroup {
    return new DbParameterGroup(this, 'parameters', {
      name: `${environment}-postgres${database.version}`,
      description: `PostgreSQL of ${environment}: connections by TLS only`,
      family: `postgres${database.version}`,
      parameter: [
        { name: 'rds.force_ssl', value: '1', applyMethod: 'immediate' },
      ],
      // A new major version needs its group before the old one can go.
      lifecycle: { createBeforeDestroy: true },
    });
  }

  /** RDS would make these groups itself, without an end to what they keep. */
  #logGroups(options: DatabaseOptions): CloudwatchLogGroup[] {
    return LOGS.map(
      log =>
        new CloudwatchLogGroup(this, `${log}-log-group`, {
          name: `/aws/rds/instance/${identifierOf(options)}/${log}`,
          retentionInDays: options.logRetentionDays,
          kmsKeyId: options.keyArn,
        }),
    );
  }

  #instance(
    options: DatabaseOptions,
    placement: Pick<
      DbInstanceConfig,
      | 'dbSubnetGroupName'
      | 'parameterGroupName'
      | 'vpcSecurityGroupIds'
      | 'dependsOn'
    >,
  ): DbInstance {
    const { database: spec, keyArn } = options;
    const identifier = identifierOf(options);
    return new DbInstance(this, 'instance', {
      identifier,
      engine: 'postgres',
      // The major version alone: minor ones arrive by themselves and are no drift.
      engineVersion: spec.version,
      autoMinorVersionUpgrade: true,
      // A new major version is a deliberate change of the spec.
      allowMajorVersionUpgrade: true,
      applyImmediately: !options.waitForMaintenance,
      instanceClass: spec.instanceClass,
      dbName: 'portico',
      username: 'portico',
      // RDS makes, keeps and rotates the password; it never is in a state file.
      manageMasterUserPassword: true,
      allocatedStorage: spec.storageGb,
      // Zero switches the growth off; a ceiling equal to the size is refused.
      maxAllocatedStorage:
        spec.maxStorageGb > spec.storageGb ? spec.maxStorageGb : 0,
      storageType: 'gp3',
      storageEncrypted: true,
      kmsKeyId: keyArn,
      multiAz: spec.multiAz,
      publiclyAccessible: false,
      backupRetentionPeriod: spec.backupRetentionDays,
      copyTagsToSnapshot: true,
      deletionProtection: spec.deletionProtection,
      skipFinalSnapshot: !spec.finalSnapshot,
      finalSnapshotIdentifier: spec.finalSnapshot
        ? `${identifier}-final`
        : undefined,
      databaseInsightsMode: 'standard',
      performanceInsightsEnabled: true,
      performanceInsightsRetentionPeriod: 7,
      performanceInsightsKmsKeyId: keyArn,
      enabledCloudwatchLogsExports: [...LOGS],
      ...placement,
    });
  }
}

function identifierOf({ environment }: DatabaseOptions): string {
  return `${environment}-postgres`;
}
