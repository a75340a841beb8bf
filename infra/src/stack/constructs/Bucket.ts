import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import {
  S3BucketLifecycleConfiguration,
  S3BucketLifecycleConfigurationRule,
} from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { Construct } from 'constructs';
import { PolicyStatement, policyDocument, tlsOnly } from './policyDocument';

/** A bucket and how long it keeps what. */
export interface BucketOptions {
  readonly name: string;
  /** Where it is; in the region of the environment where it is left out. */
  readonly region?: string;
  /** The key of the environment; S3's own key where the one who writes knows no other. */
  readonly keyArn: string | undefined;
  readonly versioning: boolean;
  /** How long an overwritten or deleted version can be brought back; a month where it is left out. */
  readonly oldVersionDays?: number;
  readonly expireAfterDays: number | undefined;
  /** Moves objects to cheaper storage after a month. */
  readonly archive: boolean;
  /** Whether it may be destroyed with objects in it. */
  readonly disposable: boolean;
  /** Whether Terraform refuses to destroy it, empty or not. */
  readonly permanent?: boolean;
  /** Who else may do what, as statements about the bucket's own ARN. */
  readonly grants?: (bucketArn: string) => PolicyStatement[];
}

const OLD_VERSION_DAYS = 30;
const ARCHIVE_AFTER_DAYS = 30;

/** A private bucket: encrypted, without ACLs, reached by TLS alone. */
export class Bucket extends Construct {
  readonly name: string;
  readonly arn: string;
  /** Who delivers to the bucket has to wait for it. */
  readonly policy: S3BucketPolicy;
  /** Who copies the bucket has to wait for it; empty where it keeps no versions. */
  readonly versions: readonly S3BucketVersioningA[];

  constructor(scope: Construct, id: string, options: BucketOptions) {
    super(scope, id);
    const bucket = new S3Bucket(this, 'bucket', {
      bucket: options.name,
      region: options.region,
      forceDestroy: options.disposable,
      lifecycle: options.permanent ? { preventDestroy: true } : undefined,
    });
    this.name = bucket.bucket;
    this.arn = bucket.arn;
    this.#protect(bucket, options);
    this.versions = this.#keep(bucket, options);
    this.policy = this.#allow(bucket, options);
  }

  #protect(bucket: S3Bucket, { keyArn, region }: BucketOptions): void {
    // Without ACLs nobody but the owner can own an object or open it to others.
    new S3BucketOwnershipControls(this, 'ownership', {
      bucket: bucket.id,
      region,
      rule: { objectOwnership: 'BucketOwnerEnforced' },
    });
    new S3BucketServerSideEncryptionConfigurationA(this, 'encryption', {
      bucket: bucket.id,
      region,
      rule: [
        keyArn
          ? {
              bucketKeyEnabled: true,
              applyServerSideEncryptionByDefault: {
                sseAlgorithm: 'aws:kms',
                kmsMasterKeyId: keyArn,
              },
            }
          : { applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } },
      ],
    });
  }

  #keep(bucket: S3Bucket, options: BucketOptions): S3BucketVersioningA[] {
    const { region } = options;
    const versioning = options.versioning
      ? [
          new S3BucketVersioningA(this, 'versioning', {
            bucket: bucket.id,
            region,
            versioningConfiguration: { status: 'Enabled' },
          }),
        ]
      : [];
    new S3BucketLifecycleConfiguration(this, 'lifecycle', {
      bucket: bucket.id,
      region,
      rule: lifecycleRules(options),
      dependsOn: versioning,
    });
    return versioning;
  }

  #allow(bucket: S3Bucket, { grants, region }: BucketOptions): S3BucketPolicy {
    const publicAccess = new S3BucketPublicAccessBlock(this, 'public-access', {
      bucket: bucket.id,
      region,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    return new S3BucketPolicy(this, 'policy', {
      bucket: bucket.id,
      region,
      policy: policyDocument(
        tlsOnly('s3:*', [bucket.arn, `${bucket.arn}/*`]),
        ...(grants?.(bucket.arn) ?? []),
      ),
      // S3 refuses two changes of one bucket's access at the same time.
      dependsOn: [publicAccess],
    });
  }
}

function lifecycleRules(
  options: BucketOptions,
): S3BucketLifecycleConfigurationRule[] {
  const { versioning, expireAfterDays: days, archive } = options;
  const noncurrentDays = options.oldVersionDays ?? OLD_VERSION_DAYS;
  const everything = { status: 'Enabled', filter: [{}] };
  return [
    {
      id: 'unfinished-uploads',
      ...everything,
      abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
    },
    ...(versioning
      ? [
          {
            id: 'old-versions',
            ...everything,
            noncurrentVersionExpiration: [{ noncurrentDays }],
          },
        ]
      : []),
    ...(days ? [{ id: 'expiry', ...everything, expiration: [{ days }] }] : []),
    // What goes soon is not worth the price of moving it.
    ...(archive && (days ?? Infinity) > 2 * ARCHIVE_AFTER_DAYS
      ? [
          {
            id: 'archive',
            ...everything,
            transition: [
              { days: ARCHIVE_AFTER_DAYS, storageClass: 'GLACIER_IR' },
            ],
          },
        ]
      : []),
  ];
}
