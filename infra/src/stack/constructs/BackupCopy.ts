import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { DbInstanceAutomatedBackupsReplication } from '@cdktf/provider-aws/lib/db-instance-automated-backups-replication';
import { Construct } from 'constructs';
import { copyKey } from './copyKey';

/** Whose backups are copied, and where to. */
export interface BackupCopyOptions {
  readonly environment: string;
  readonly accountId: string;
  readonly primary: DbInstance;
  readonly retentionDays: number;
  /** The second region. */
  readonly region: string;
  /** How long a deleted key can be brought back. */
  readonly recoveryDays: number;
}

/** Copies the backups of the database to a second region, so that they outlive the first. */
export class BackupCopy extends Construct {
  constructor(scope: Construct, id: string, options: BackupCopyOptions) {
    super(scope, id);
    const { environment, region } = options;
    const key = copyKey(this, {
      ...options,
      name: 'backups',
      description: `Encrypts copies of the backups of environment ${environment}`,
    });
    new DbInstanceAutomatedBackupsReplication(this, 'replication', {
      region,
      sourceDbInstanceArn: options.primary.arn,
      kmsKeyId: key.arn,
      retentionPeriod: options.retentionDays,
    });
  }
}
