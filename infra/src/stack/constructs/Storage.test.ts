import { aProdSpec, aSpec } from '../../__testUtils__/aSpec';
import { policyOf } from '../../__testUtils__/policies';
import { only, resourcesOf } from '../../__testUtils__/synthesized';
import { blocks } from '../../document/attributes';
import { ResourceIndex } from '../../document/ResourceIndex';

const storage = {
  buckets: [
    { name: 'assets' },
    { name: 'logs', purpose: 'logs' },
    { name: 'backups', purpose: 'backups', expireAfterDays: 730 },
  ],
} as const;

const ACCOUNT = '${data.aws_caller_identity.security_account.account_id}';

function resources() {
  return resourcesOf(aSpec({ storage: { buckets: [...storage.buckets] } }));
}

function of(index: ResourceIndex, type: string, bucket: string, part: string) {
  return index.get(`aws_s3_${type}.storage_${bucket}_${part}`)?.attributes;
}

function rulesOf(index: ResourceIndex, bucket: string): string[] {
  const lifecycle = of(
    index,
    'bucket_lifecycle_configuration',
    bucket,
    'lifecycle',
  );
  return blocks(lifecycle ?? {}, 'rule').map(({ id }) => String(id));
}

const BUCKETS = ['assets', 'logs', 'backups'];

describe('Storage', () => {
  it('should name buckets by the environment and the account, and keep the name short enough', () => {
    expect(of(resources(), 'bucket', 'assets', 'bucket')).toMatchObject({
      bucket: `dev-assets-${ACCOUNT}`,
      force_destroy: true,
    });
    const long = resourcesOf(
      aSpec(
        { storage: { buckets: [{ name: 'a-bucket-with-a-long-nam' }] } },
        'an-environment-with-a-long-name',
      ),
    );
    const name = String(only(long, 'aws_s3_bucket').attributes.bucket);
    expect(name.replace(ACCOUNT, '123456789012')).toMatch(/^[a-z0-9-]{50,63}$/);
  });

  it.each(BUCKETS)(
    'should block public access to %s in all four ways',
    bucket => {
      expect(
        of(resources(), 'bucket_public_access_block', bucket, 'public-access'),
      ).toMatchObject({
        bucket: `\${aws_s3_bucket.storage_${bucket}_bucket.id}`,
        block_public_acls: true,
        block_public_policy: true,
        ignore_public_acls: true,
        restrict_public_buckets: true,
      });
    },
  );

  it('should know no ACLs', () => {
    const index = resources();
    for (const bucket of BUCKETS) {
      expect(
        of(index, 'bucket_ownership_controls', bucket, 'ownership'),
      ).toMatchObject({ rule: { object_ownership: 'BucketOwnerEnforced' } });
    }
    expect(index.ofType('aws_s3_bucket_acl')).toEqual([]);
  });

  it.each(['assets', 'backups'])(
    'should encrypt %s with the key of the environment, asked once for many objects',
    bucket => {
      expect(
        of(
          resources(),
          'bucket_server_side_encryption_configuration',
          bucket,
          'encryption',
        )?.rule,
      ).toEqual([
        {
          bucket_key_enabled: true,
          apply_server_side_encryption_by_default: {
            sse_algorithm: 'aws:kms',
            kms_master_key_id: '${aws_kms_key.security_key.arn}',
          },
        },
      ]);
    },
  );

  it('should encrypt logs in the one way that load balancers can deliver', () => {
    expect(
      of(
        resources(),
        'bucket_server_side_encryption_configuration',
        'logs',
        'encryption',
      )?.rule,
    ).toEqual([
      { apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' } },
    ]);
  });

  it.each(BUCKETS)('should refuse whoever comes to %s without TLS', bucket => {
    const index = resources();
    const [statement] = policyOf(
      of(index, 'bucket_policy', bucket, 'policy') ?? {},
    );
    const arn = `\${aws_s3_bucket.storage_${bucket}_bucket.arn}`;
    expect(statement).toEqual({
      Sid: 'TlsOnly',
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 's3:*',
      Resource: [arn, `${arn}/*`],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    });
  });

  it('should let load balancers of this account deliver to the logs, and nobody to the others', () => {
    const index = resources();
    const statements = (bucket: string) =>
      policyOf(of(index, 'bucket_policy', bucket, 'policy') ?? {});
    expect(statements('logs').slice(1)).toEqual([
      {
        Sid: 'LoadBalancersOfThisAccount',
        Effect: 'Allow',
        Principal: {
          Service: 'logdelivery.elasticloadbalancing.amazonaws.com',
        },
        Action: 's3:PutObject',
        Resource: `\${aws_s3_bucket.storage_logs_bucket.arn}/load-balancer/AWSLogs/${ACCOUNT}/*`,
        Condition: {
          ArnLike: {
            'aws:SourceArn': `arn:aws:elasticloadbalancing:us-west-2:${ACCOUNT}:loadbalancer/*`,
          },
        },
      },
    ]);
    expect(statements('assets')).toHaveLength(1);
    expect(statements('backups')).toHaveLength(1);
  });

  it('should take the logs of the load balancer, and only after its policy is there', () => {
    expect(only(resources(), 'aws_lb').attributes).toMatchObject({
      access_logs: {
        bucket: '${aws_s3_bucket.storage_logs_bucket.bucket}',
        prefix: 'load-balancer',
        enabled: true,
      },
      depends_on: ['aws_s3_bucket_policy.storage_logs_policy'],
    });
    const without = resourcesOf(
      aSpec({ storage: { buckets: [{ name: 'assets' }] } }),
    );
    expect(only(without, 'aws_lb').attributes.access_logs).toBe(undefined);
  });

  it('should keep old versions of data for a while, and none of logs', () => {
    const index = resources();
    expect(
      of(index, 'bucket_versioning', 'assets', 'versioning'),
    ).toMatchObject({ versioning_configuration: { status: 'Enabled' } });
    expect(of(index, 'bucket_versioning', 'logs', 'versioning')).toBe(
      undefined,
    );
    expect(rulesOf(index, 'assets')).toEqual([
      'unfinished-uploads',
      'old-versions',
    ]);
  });

  it('should let logs expire and move backups to cheaper storage', () => {
    const index = resources();
    expect(rulesOf(index, 'logs')).toEqual(['unfinished-uploads', 'expiry']);
    expect(rulesOf(index, 'backups')).toEqual([
      'unfinished-uploads',
      'old-versions',
      'expiry',
      'archive',
    ]);
    expect(
      blocks(
        of(index, 'bucket_lifecycle_configuration', 'logs', 'lifecycle') ?? {},
        'rule',
      )[1],
    ).toEqual({
      id: 'expiry',
      status: 'Enabled',
      filter: [{}],
      expiration: [{ days: 365 }],
    });
  });

  it('should not be emptied by a destroy in production', () => {
    const index = resourcesOf(
      aProdSpec({ storage: { buckets: [{ name: 'assets' }] } }),
    );
    expect(of(index, 'bucket', 'assets', 'bucket')?.force_destroy).toBe(false);
  });
});
