import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { Construct } from 'constructs';
import { KeyUser, keyStatements } from './keyStatements';
import { policyDocument } from './policyDocument';

/** Whose key it is. */
export interface EncryptionKeyOptions {
  readonly environment: string;
  readonly region: string;
  /** How long a deleted key can be brought back. */
  readonly deletionWindowDays: number;
  /** Services that use it by themselves. */
  readonly users: readonly KeyUser[];
}

/** The one key of an environment: cluster secrets, database, cache, buckets, queues and logs. */
export class EncryptionKey extends Construct {
  readonly arn: string;
  /** The number of the account that everything is in. */
  readonly accountId: string;

  constructor(scope: Construct, id: string, options: EncryptionKeyOptions) {
    super(scope, id);
    const { environment, region, deletionWindowDays, users } = options;
    const account = new DataAwsCallerIdentity(this, 'account', {});
    const key = new KmsKey(this, 'key', {
      description: `Encrypts the data of environment ${environment}`,
      enableKeyRotation: true,
      deletionWindowInDays: deletionWindowDays,
      policy: policyDocument(
        ...keyStatements(users, {
          environment,
          region,
          accountId: account.accountId,
        }),
      ),
    });
    new KmsAlias(this, 'alias', {
      name: `alias/portico/${environment}`,
      targetKeyId: key.keyId,
    });
    this.arn = key.arn;
    this.accountId = account.accountId;
  }
}
