import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { DbInstanceAutomatedBackupsReplication } from '@cdktf/provider-aws/lib/db-instance-automated-backups-replication';
import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { Construct } from 'constructs';
import { keyStatements } from './keyStatements';
import { policyDocument } from './policyDocument';

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

/**
 * Copies the backups of the database to a second region, so that they outlive the first.
 * Everything here names the region itself: with a provider of its own, switching the
 * copies off would take away the provider by which Terraform has to remove them.
 */
export class BackupCopy extends Construct {
  constructor(scope: Construct, id: string, options: BackupCopyOptions) {
    super(scope, id);
    const { environment, region, accountId } = options;
    const key = new KmsKey(this, 'key', {
      region,
      description: `Encrypts copies of the backups of environment ${environment}`,
      enableKeyRotation: true,
      deletionWindowInDays: options.recoveryDays,
      policy: policyDocument(
        ...keyStatements([], { environment, region, accountId }),
      ),
    });
    new KmsAlias(this, 'alias', {
      region,
      name: `alias/portico/${environment}-backups`,
      targetKeyId: key.keyId,
    });
    new DbInstanceAutomatedBackupsReplication(this, 'replication', {
      region,
      sourceDbInstanceArn: options.primary.arn,
      kmsKeyId: key.arn,
      retentionPeriod: options.retentionDays,
    });
  }
}
