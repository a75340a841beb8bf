import {
  EnvironmentSpec,
  isCopiedBucket,
} from '@portico/plugin-environments-common';
import { Construct } from 'constructs';
import { Bucket } from './Bucket';
import { BucketCopy } from './BucketCopy';
import { bucketName } from './bucketName';
import { EnvironmentOutput } from './EnvironmentPart';
import { PolicyStatement } from './policyDocument';

/** The storage's part of a spec. */
export type StorageSpec = NonNullable<EnvironmentSpec['spec']['storage']>;

type BucketSpec = StorageSpec['buckets'][number];

/** Where in the bucket of logs a load balancer writes. */
export const LOAD_BALANCER_LOGS = 'load-balancer';

/** The buckets and what encrypts them. */
export interface StorageOptions {
  readonly environment: string;
  readonly storage: StorageSpec;
  readonly region: string;
  readonly accountId: string;
  readonly keyArn: string;
  /** Whether buckets may be destroyed with objects in them. */
  readonly disposable: boolean;
  /** How long a deleted key can be brought back. */
  readonly recoveryDays: number;
  /** The second region that buckets of backups are copied to. */
  readonly backupCopyRegion: string | undefined;
}

/** The buckets of an environment, one of which may take the logs that AWS delivers. */
export class Storage extends Construct {
  /** The bucket that load balancers deliver to. */
  readonly logs: Bucket | undefined;
  readonly outputs: EnvironmentOutput[];

  constructor(scope: Construct, id: string, options: StorageOptions) {
    super(scope, id);
    const specs = options.storage.buckets;
    const buckets = new Map(
      specs.map(bucket => [bucket.name, this.#bucket(bucket, options)]),
    );
    this.outputs = [
      {
        name: 'buckets',
        description: 'The buckets by what the spec calls them',
        value: Object.fromEntries(
          [...buckets].map(([name, bucket]) => [name, bucket.name]),
        ),
      },
    ];
    const logs = specs.find(({ purpose }) => purpose === 'logs');
    this.logs = logs && buckets.get(logs.name);
  }

  #bucket(spec: BucketSpec, options: StorageOptions): Bucket {
    const { environment, accountId, keyArn, disposable, region } = options;
    const logs = spec.purpose === 'logs';
    const bucket = new Bucket(this, spec.name, {
      name: bucketName(environment, spec.name, accountId),
      // A load balancer delivers only to a bucket with S3's own encryption.
      keyArn: logs ? undefined : keyArn,
      versioning: spec.versioning,
      expireAfterDays: spec.expireAfterDays,
      archive: spec.purpose === 'backups',
      disposable,
      grants: logs
        ? arn => [loadBalancerLogs(arn, region, accountId)]
        : undefined,
    });
    this.#copy(spec, bucket, options);
    return bucket;
  }

  #copy(spec: BucketSpec, source: Bucket, options: StorageOptions): void {
    const { backupCopyRegion: copyRegion } = options;
    if (!copyRegion || !isCopiedBucket(spec)) return;
    // Within the bucket, where no name of another one can be in the way.
    new BucketCopy(source, 'copy', {
      ...options,
      name: spec.name,
      source,
      sourceKeyArn: options.keyArn,
      copyRegion,
      expireAfterDays: spec.expireAfterDays,
    });
  }
}

function loadBalancerLogs(
  bucketArn: string,
  region: string,
  accountId: string,
): PolicyStatement {
  return {
    Sid: 'LoadBalancersOfThisAccount',
    Effect: 'Allow',
    Principal: { Service: 'logdelivery.elasticloadbalancing.amazonaws.com' },
    Action: 's3:PutObject',
    Resource: `${bucketArn}/${LOAD_BALANCER_LOGS}/AWSLogs/${accountId}/*`,
    Condition: {
      ArnLike: {
        'aws:SourceArn': `arn:aws:elasticloadbalancing:${region}:${accountId}:loadbalancer/*`,
      },
    },
  };
}
