import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { Construct } from 'constructs';
import { policyDocument } from './policyDocument';

/** Whose key it is. */
export interface EncryptionKeyOptions {
  readonly environment: string;
  readonly region: string;
  /** How long a deleted key can be brought back. */
  readonly deletionWindowDays: number;
}

/** The one key of an environment: cluster secrets, database, cache and logs. */
export class EncryptionKey extends Construct {
  readonly arn: string;
  /** The number of the account that everything is in. */
  readonly accountId: string;

  constructor(scope: Construct, id: string, options: EncryptionKeyOptions) {
    super(scope, id);
    const { environment, region, deletionWindowDays } = options;
    const account = new DataAwsCallerIdentity(this, 'account', {});
    const key = new KmsKey(this, 'key', {
      description: `Encrypts the data of environment ${environment}`,
      enableKeyRotation: true,
      deletionWindowInDays: deletionWindowDays,
      policy: keyPolicy(account.accountId, region),
    });
    new KmsAlias(this, 'alias', {
      name: `alias/portico/${environment}`,
      targetKeyId: key.keyId,
    });
    this.arn = key.arn;
    this.accountId = account.accountId;
  }
}

/**
 * Without the first statement nobody could ever change the key again. RDS,
 * ElastiCache and EKS use the key through grants of whoever creates them;
 * CloudWatch Logs takes no grants and is named.
 */
function keyPolicy(accountId: string, region: string): string {
  return policyDocument(
    {
      Sid: 'AccountDecidesThroughIam',
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${accountId}:root` },
      Action: 'kms:*',
      Resource: '*',
    },
    {
      Sid: 'LogsOfThisAccount',
      Effect: 'Allow',
      Principal: { Service: `logs.${region}.amazonaws.com` },
      Action: [
        'kms:Encrypt',
        'kms:Decrypt',
        'kms:ReEncrypt*',
        'kms:GenerateDataKey*',
        'kms:DescribeKey',
      ],
      Resource: '*',
      Condition: {
        ArnLike: {
          'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:${region}:${accountId}:log-group:*`,
        },
      },
    },
  );
}
