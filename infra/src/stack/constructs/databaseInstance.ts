import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { DbInstanceConfig } from '@cdktf/provider-aws/lib/db-instance';
import { EnvironmentSpec } from '@portico/plugin-environments-common';
import { Construct } from 'constructs';
import { ServiceRole } from './ServiceRole';

/** The database's part of a spec. */
export type DatabaseSpec = NonNullable<EnvironmentSpec['spec']['database']>;

/** What an instance of the database takes from its environment. */
export interface InstanceOptions {
  readonly environment: string;
  readonly database: DatabaseSpec;
  readonly keyArn: string;
  readonly logRetentionDays: number;
  /** Whether changes wait for the weekly maintenance window. */
  readonly waitForMaintenance: boolean;
}

/** What the primary and its replicas share. */
export interface SharedParts {
  readonly parameterGroupName: string;
  readonly vpcSecurityGroupIds: string[];
  readonly monitoring: ServiceRole;
}

const LOGS = ['postgresql', 'upgrade'] as const;
const MONITORING_SECONDS = 60;

/** The arguments that a primary and a replica have in common, and the log groups of the instance. */
export function commonArguments(
  scope: Construct,
  identifier: string,
  options: InstanceOptions,
  { monitoring, ...placement }: SharedParts,
) {
  const { database: spec, keyArn } = options;
  return {
    identifier,
    instanceClass: spec.instanceClass,
    autoMinorVersionUpgrade: true,
    applyImmediately: !options.waitForMaintenance,
    maintenanceWindow: spec.maintenanceWindow,
    storageType: 'gp3',
    // Zero switches the growth off; a ceiling equal to the size is refused.
    maxAllocatedStorage:
      spec.maxStorageGb > spec.storageGb ? spec.maxStorageGb : 0,
    storageEncrypted: true,
    publiclyAccessible: false,
    copyTagsToSnapshot: true,
    deletionProtection: spec.deletionProtection,
    monitoringInterval: MONITORING_SECONDS,
    monitoringRoleArn: monitoring.role.arn,
    databaseInsightsMode: 'standard',
    performanceInsightsEnabled: true,
    performanceInsightsRetentionPeriod: 7,
    performanceInsightsKmsKeyId: keyArn,
    enabledCloudwatchLogsExports: [...LOGS],
    ...placement,
    dependsOn: [
      ...logGroups(scope, identifier, options),
      // RDS tries the role when the instance is made.
      ...monitoring.attachments,
    ],
  } satisfies DbInstanceConfig;
}

/** RDS would make these groups itself, without an end to what they keep. */
function logGroups(
  scope: Construct,
  identifier: string,
  { logRetentionDays, keyArn }: InstanceOptions,
): CloudwatchLogGroup[] {
  return LOGS.map(
    log =>
      new CloudwatchLogGroup(scope, `${log}-log-group`, {
        name: `/aws/rds/instance/${identifier}/${log}`,
        retentionInDays: logRetentionDays,
        kmsKeyId: keyArn,
      }),
  );
}
