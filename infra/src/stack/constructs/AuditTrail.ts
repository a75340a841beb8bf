import { Cloudtrail } from '@cdktf/provider-aws/lib/cloudtrail';
import { Construct } from 'constructs';
import { Bucket } from './Bucket';
import { bucketName } from './bucketName';
import { PolicyStatement } from './policyDocument';
import { trailArn, trailName } from './trailName';

/** Whose account is watched, and what the trail is encrypted with. */
export interface AuditTrailOptions {
  readonly environment: string;
  readonly region: string;
  readonly accountId: string;
  readonly keyArn: string;
  readonly disposable: boolean;
}

/** Thirteen months, so that a year can be looked back on. */
const KEPT_DAYS = 400;

/** Who did what in the account, in every region, written where nobody can change it unnoticed. */
export class AuditTrail extends Construct {
  constructor(scope: Construct, id: string, options: AuditTrailOptions) {
    super(scope, id);
    const { environment, accountId, keyArn, disposable } = options;
    const bucket = new Bucket(this, 'bucket', {
      name: bucketName(environment, 'audit', accountId),
      keyArn,
      versioning: true,
      expireAfterDays: KEPT_DAYS,
      archive: true,
      disposable,
      grants: arn => delivery(arn, options),
    });
    new Cloudtrail(this, 'trail', {
      name: trailName(environment),
      s3BucketName: bucket.name,
      kmsKeyId: keyArn,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      enableLogging: true,
      // CloudTrail tries to write before it begins.
      dependsOn: [bucket.policy],
    });
  }
}

function delivery(
  bucketArn: string,
  options: AuditTrailOptions,
): PolicyStatement[] {
  const shared = {
    Effect: 'Allow',
    Principal: { Service: 'cloudtrail.amazonaws.com' },
  } as const;
  const source = { 'aws:SourceArn': trailArn(options) };
  return [
    {
      Sid: 'TrailLooks',
      ...shared,
      Action: 's3:GetBucketAcl',
      Resource: bucketArn,
      Condition: { StringEquals: source },
    },
    {
      Sid: 'TrailWrites',
      ...shared,
      Action: 's3:PutObject',
      Resource: `${bucketArn}/AWSLogs/${options.accountId}/*`,
      Condition: {
        StringEquals: {
          ...source,
          's3:x-amz-acl': 'bucket-owner-full-control',
        },
      },
    },
  ];
}
