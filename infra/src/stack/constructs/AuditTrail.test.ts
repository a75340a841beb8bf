import { aProdSpec, aSpec } from '../../__testUtils__/aSpec';
import { policyOf } from '../../__testUtils__/policies';
import { only, resourcesOf } from '../../__testUtils__/synthesized';

const ACCOUNT = '${data.aws_caller_identity.security_account.account_id}';
const TRAIL = `arn:aws:cloudtrail:us-west-2:${ACCOUNT}:trail/prod-audit`;

describe('AuditTrail', () => {
  it('should write down what is done in every region, so that nobody can change it unnoticed', () => {
    expect(
      only(resourcesOf(aProdSpec()), 'aws_cloudtrail').attributes,
    ).toMatchObject({
      name: 'prod-audit',
      is_multi_region_trail: true,
      include_global_service_events: true,
      enable_log_file_validation: true,
      kms_key_id: '${aws_kms_key.security_key.arn}',
      s3_bucket_name: '${aws_s3_bucket.security_trail_bucket_bucket.bucket}',
      depends_on: ['aws_s3_bucket_policy.security_trail_bucket_policy'],
    });
  });

  it('should have a bucket that takes this trail alone', () => {
    const resources = resourcesOf(aProdSpec());
    const [tls, ...grants] = policyOf(
      only(resources, 'aws_s3_bucket_policy').attributes,
    );
    expect(tls).toMatchObject({ Sid: 'TlsOnly', Effect: 'Deny' });
    expect(grants).toMatchObject([
      {
        Principal: { Service: 'cloudtrail.amazonaws.com' },
        Action: 's3:GetBucketAcl',
        Condition: { StringEquals: { 'aws:SourceArn': TRAIL } },
      },
      {
        Principal: { Service: 'cloudtrail.amazonaws.com' },
        Action: 's3:PutObject',
        Condition: { StringEquals: { 'aws:SourceArn': TRAIL } },
      },
    ]);
    expect(
      only(resources, 'aws_s3_bucket_public_access_block').attributes,
    ).toMatchObject({ restrict_public_buckets: true });
  });

  it('should be let to the key by its name', () => {
    const key = resourcesOf(aProdSpec()).get('aws_kms_key.security_key');
    const statements = policyOf(key?.attributes ?? {}).filter(({ Sid }) =>
      String(Sid).startsWith('Trail'),
    );
    expect(statements).toMatchObject([
      {
        Action: 'kms:GenerateDataKey*',
        Condition: {
          StringEquals: {
            'aws:SourceArn': TRAIL,
            'kms:EncryptionContext:aws:cloudtrail:arn': TRAIL,
          },
        },
      },
      { Action: 'kms:DescribeKey' },
    ]);
  });

  it('should be there in production alone, unless somebody asks for it', () => {
    expect(resourcesOf(aSpec()).ofType('aws_cloudtrail')).toEqual([]);
    expect(
      resourcesOf(aSpec({ security: { auditTrail: true } })).ofType(
        'aws_cloudtrail',
      ),
    ).toHaveLength(1);
  });
});
