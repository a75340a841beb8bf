import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { S3BucketReplicationConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-replication-configuration';
import { Construct } from 'constructs';
import { Bucket } from './Bucket';
import { bucketName } from './bucketName';
import { copyKey } from './copyKey';
import {
  PolicyStatement,
  policyDocument,
  trustService,
} from './policyDocument';
import { shortName } from './shortName';

/** Which bucket is copied, and where to. */
export interface BucketCopyOptions {
  readonly environment: string;
  readonly accountId: string;
  /** What the spec calls the bucket. */
  readonly name: string;
  readonly source: Bucket;
  readonly sourceKeyArn: string;
  /** The region of the source. */
  readonly region: string;
  /** The second region. */
  readonly copyRegion: string;
  readonly expireAfterDays: number | undefined;
  readonly disposable: boolean;
  /** How long a deleted key can be brought back. */
  readonly recoveryDays: number;
}

const MAX_ROLE_NAME = 64;

/** A copy of a bucket in a second region, as closed as the bucket; what is deleted here stays there. */
export class BucketCopy extends Construct {
  constructor(scope: Construct, id: string, options: BucketCopyOptions) {
    super(scope, id);
    const { environment, accountId, name, copyRegion, source } = options;
    const key = copyKey(this, {
      ...options,
      region: copyRegion,
      name: `bucket-${name}`,
      description: `Encrypts the copy of bucket ${name} of environment ${environment}`,
    });
    const copy = new Bucket(this, 'bucket', {
      name: bucketName(environment, `${name}-${copyRegion}`, accountId),
      region: copyRegion,
      keyArn: key.arn,
      versioning: true,
      expireAfterDays: options.expireAfterDays,
      archive: true,
      disposable: options.disposable,
    });
    const { role, permission } = this.#role(options, copy, key.arn);
    new S3BucketReplicationConfigurationA(this, 'replication', {
      bucket: source.name,
      role: role.arn,
      rule: [
        {
          id: 'everything',
          status: 'Enabled',
          filter: {},
          // Whoever deletes a backup here has not deleted the copy.
          deleteMarkerReplication: { status: 'Disabled' },
          sourceSelectionCriteria: {
            sseKmsEncryptedObjects: { status: 'Enabled' },
          },
          destination: {
            bucket: copy.arn,
            encryptionConfiguration: { replicaKmsKeyId: key.arn },
          },
        },
      ],
      // S3 copies between buckets with versions alone.
      dependsOn: [permission, ...source.versions, ...copy.versions],
    });
  }

  #role(options: BucketCopyOptions, copy: Bucket, copyKeyArn: string) {
    const { environment, name } = options;
    const role = new IamRole(this, 'role', {
      name: shortName(`${environment}-copy-${name}`, MAX_ROLE_NAME),
      assumeRolePolicy: trustService('s3.amazonaws.com'),
    });
    const permission = new IamRolePolicy(this, 'permission', {
      name: 'copy',
      role: role.id,
      policy: policyDocument(...copyStatements(options, copy, copyKeyArn)),
    });
    return { role, permission };
  }
}

function copyStatements(
  { source, sourceKeyArn, region, copyRegion }: BucketCopyOptions,
  copy: Bucket,
  copyKeyArn: string,
): PolicyStatement[] {
  return [
    {
      Effect: 'Allow',
      Action: ['s3:GetReplicationConfiguration', 's3:ListBucket'],
      Resource: source.arn,
    },
    {
      Effect: 'Allow',
      Action: [
        's3:GetObjectVersionForReplication',
        's3:GetObjectVersionAcl',
        's3:GetObjectVersionTagging',
      ],
      Resource: `${source.arn}/*`,
    },
    {
      Effect: 'Allow',
      Action: ['s3:ReplicateObject', 's3:ReplicateTags'],
      Resource: `${copy.arn}/*`,
    },
    throughS3('kms:Decrypt', sourceKeyArn, region),
    throughS3('kms:Encrypt', copyKeyArn, copyRegion),
  ];
}

function throughS3(
  Action: string,
  Resource: string,
  region: string,
): PolicyStatement {
  return {
    Effect: 'Allow',
    Action,
    Resource,
    Condition: {
      StringEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com` },
    },
  };
}
