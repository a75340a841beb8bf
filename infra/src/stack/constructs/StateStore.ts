import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { Construct } from 'constructs';
import { Bucket } from './Bucket';
import { bucketName } from './bucketName';
import { EnvironmentOutput } from './EnvironmentPart';
import { keyStatements } from './keyStatements';
import { PolicyStatement, policyDocument } from './policyDocument';

/** Where the store is, and who is kept to a part of it. */
export interface StateStoreOptions {
  readonly region: string;
  readonly accountId: string;
  /** Who is kept out of what, as statements about the bucket's own ARN. */
  readonly borders: (bucketArn: string) => PolicyStatement[];
}

/** A state is small, and what it was a year ago can tell what went wrong. */
const OLD_STATE_DAYS = 365;

/**
 * The bucket that keeps the state of every stack, encrypted with a key of its own.
 * A state holds what Terraform knows, secrets too, and without it nobody can change
 * what was built: neither the bucket nor an old version of a state can be destroyed.
 */
export class StateStore extends Construct {
  readonly bucketArn: string;
  readonly keyArn: string;
  readonly outputs: EnvironmentOutput[];

  constructor(scope: Construct, id: string, options: StateStoreOptions) {
    super(scope, id);
    const { region, accountId, borders } = options;
    const key = this.#key(options);
    const bucket = new Bucket(this, 'bucket', {
      name: bucketName('portico', 'state', accountId),
      keyArn: key.arn,
      versioning: true,
      oldVersionDays: OLD_STATE_DAYS,
      expireAfterDays: undefined,
      archive: false,
      disposable: false,
      permanent: true,
      grants: arn => [historyStays(arn), ...borders(arn)],
    });
    this.bucketArn = bucket.arn;
    this.keyArn = key.arn;
    this.outputs = [
      {
        name: 'state_config',
        description: 'What `terraform init -backend-config` needs to know',
        value: [
          `bucket = "${bucket.name}"`,
          `region = "${region}"`,
          `kms_key_id = "${key.arn}"`,
          '',
        ].join('\n'),
      },
    ];
  }

  #key({ accountId, region }: StateStoreOptions): KmsKey {
    const key = new KmsKey(this, 'key', {
      description: 'Encrypts the state of every environment',
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: policyDocument(
        ...keyStatements([], { environment: 'state', region, accountId }),
      ),
      lifecycle: { preventDestroy: true },
    });
    new KmsAlias(this, 'alias', {
      name: 'alias/portico-state',
      targetKeyId: key.keyId,
    });
    return key;
  }
}

/** Nobody rewrites what a state was; old versions go by their age alone. */
function historyStays(bucketArn: string): PolicyStatement {
  return {
    Sid: 'HistoryStays',
    Effect: 'Deny',
    Principal: { AWS: '*' },
    Action: 's3:DeleteObjectVersion',
    Resource: `${bucketArn}/*`,
  };
}
