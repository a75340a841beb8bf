import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { DbParameterGroup } from '@cdktf/provider-aws/lib/db-parameter-group';
import { DbSubnetGroup } from '@cdktf/provider-aws/lib/db-subnet-group';
import { Construct } from 'constructs';
import { AlarmRule, databaseAlarms } from './alarmRules';
import { BackupCopy } from './BackupCopy';
import { ClosedGroup, GroupSource } from './ClosedGroup';
import {
  InstanceOptions,
  SharedParts,
  commonArguments,
} from './databaseInstance';
import { DatabaseReplica } from './DatabaseReplica';
import { EnvironmentOutput } from './EnvironmentPart';
import { ServiceRole } from './ServiceRole';

/** The database, who may reach it, and where its backups are copied to. */
export interface DatabaseOptions extends InstanceOptions {
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  readonly clients: readonly GroupSource[];
  readonly accountId: string;
  /** How long a deleted key can be brought back. */
  readonly recoveryDays: number;
  readonly backupCopyRegion: string | undefined;
}

const PORT = 5432;

/** PostgreSQL on RDS, in subnets without a way to the internet, reached by the nodes alone. */
export class Database extends Construct {
  readonly alarms: AlarmRule[];
  readonly outputs: EnvironmentOutput[];
  readonly secretArns: string[];

  constructor(scope: Construct, id: string, options: DatabaseOptions) {
    super(scope, id);
    const { environment, vpcId, clients, database } = options;
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
    const shared: SharedParts = {
      parameterGroupName: this.#parameters(options).name,
      vpcSecurityGroupIds: [group.id],
      monitoring: this.#monitoring(environment),
    };
    const primary = this.#primary(options, subnetGroup.name, shared);
    const replicas = this.#replicas(options, primary, shared);
    this.#copyBackups(options, primary);
    this.alarms = [
      ...databaseAlarms(primary.identifier, database),
      ...replicas.flatMap(({ alarms }) => alarms),
    ];
    this.secretArns = [primary.masterUserSecret.get(0).secretArn];
    this.outputs = outputsOf(primary, replicas);
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

  #monitoring(environment: string): ServiceRole {
    return new ServiceRole(this, 'monitoring', {
      name: `${environment}-database-monitoring`,
      service: 'monitoring.rds.amazonaws.com',
      managedPolicies: ['service-role/AmazonRDSEnhancedMonitoringRole'],
    });
  }

  #primary(
    options: DatabaseOptions,
    dbSubnetGroupName: string,
    shared: SharedParts,
  ): DbInstance {
    const { environment, database: spec, keyArn } = options;
    const identifier = `${environment}-postgres`;
    return new DbInstance(this, 'instance', {
      ...commonArguments(this, identifier, options, shared),
      dbSubnetGroupName,
      engine: 'postgres',
      // The major version alone: minor ones arrive by themselves and are no drift.
      engineVersion: spec.version,
      // A new major version is a deliberate change of the spec.
      allowMajorVersionUpgrade: true,
      dbName: 'portico',
      username: 'portico',
      // RDS makes, keeps and rotates the password; it never is in a state file.
      manageMasterUserPassword: true,
      allocatedStorage: spec.storageGb,
      kmsKeyId: keyArn,
      multiAz: spec.multiAz,
      backupRetentionPeriod: spec.backupRetentionDays,
      backupWindow: spec.backupWindow,
      skipFinalSnapshot: !spec.finalSnapshot,
      finalSnapshotIdentifier: spec.finalSnapshot
        ? `${identifier}-final`
        : undefined,
    });
  }

  #replicas(
    options: DatabaseOptions,
    primary: DbInstance,
    shared: SharedParts,
  ): DatabaseReplica[] {
    return Array.from(
      { length: options.database.readReplicas },
      (_, i) =>
        new DatabaseReplica(this, `replica-${i + 1}`, {
          ...options,
          index: i + 1,
          primary,
          shared,
        }),
    );
  }

  #copyBackups(options: DatabaseOptions, primary: DbInstance): void {
    const { backupCopyRegion: region } = options;
    if (!region) return;
    new BackupCopy(this, 'backup-copy', {
      ...options,
      region,
      primary,
      retentionDays: options.database.backupRetentionDays,
    });
  }
}

function outputsOf(
  primary: DbInstance,
  replicas: readonly DatabaseReplica[],
): EnvironmentOutput[] {
  const addresses = replicas.map(
    ({ address }, i) => [`replica-${i + 1}`, address] as const,
  );
  return [
    {
      name: 'database_address',
      description: 'Where the database is',
      value: primary.address,
      sensitive: true,
    },
    ...(addresses.length > 0
      ? [
          {
            name: 'database_replicas',
            description: 'Where the database is only read from',
            value: Object.fromEntries(addresses),
            sensitive: true,
          },
        ]
      : []),
  ];
}
