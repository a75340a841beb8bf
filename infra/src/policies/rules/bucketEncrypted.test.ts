import { aFullSpec } from '../../__testUtils__/aSpec';
import { aDocument } from '../../__testUtils__/synthesized';
import { violationsIn, violationsOf } from '../../__testUtils__/violations';
import { bucketEncrypted } from './bucketEncrypted';

const bucket = '${aws_s3_bucket.b.id}';

function withAlgorithm(
  sse_algorithm: string,
  service = 's3.amazonaws.com',
  kms_master_key_id?: string,
) {
  const Principal = { Service: service };
  return aDocument({
    'aws_s3_bucket.b': {},
    'aws_s3_bucket_policy.p': {
      bucket,
      policy: JSON.stringify({ Statement: [{ Effect: 'Allow', Principal }] }),
    },
    'aws_s3_bucket_server_side_encryption_configuration.e': {
      bucket,
      rule: [
        {
          apply_server_side_encryption_by_default: {
            sse_algorithm,
            kms_master_key_id,
          },
        },
      ],
    },
  });
}

describe('bucketEncrypted', () => {
  it('should accept an environment with everything', () => {
    expect(violationsOf(bucketEncrypted, aFullSpec())).toEqual([]);
  });

  it.each(['aws:kms', 'aws:kms:dsse', '${var.algorithm}'])(
    'should accept %s',
    algorithm => {
      const document = withAlgorithm(algorithm, undefined, 'arn:aws:kms:key');
      expect(violationsIn(bucketEncrypted, document)).toEqual([]);
    },
  );

  it.each([undefined, 'alias/aws/s3', 'arn:aws:kms:us-west-2:1:alias/aws/s3'])(
    'should find the key that AWS has for all buckets: %s',
    key => {
      const document = withAlgorithm('aws:kms', undefined, key);
      expect(violationsIn(bucketEncrypted, document)).toEqual([
        {
          resource: 'aws_s3_bucket.b',
          detail: 'It has the key that AWS keeps for all buckets.',
        },
      ]);
    },
  );

  it('should not judge an algorithm that is not known', () => {
    const document = withAlgorithm('${var.algorithm}');
    expect(violationsIn(bucketEncrypted, document)).toEqual([]);
  });

  it('should accept that of S3 where load balancers take no other', () => {
    const document = withAlgorithm(
      'AES256',
      'logdelivery.elasticloadbalancing.amazonaws.com',
    );
    expect(violationsIn(bucketEncrypted, document)).toEqual([]);
  });

  it('should find that of S3, named or not', () => {
    for (const document of [
      withAlgorithm('AES256'),
      aDocument({ 'aws_s3_bucket.b': {} }),
    ]) {
      expect(violationsIn(bucketEncrypted, document)).toEqual([
        { resource: 'aws_s3_bucket.b' },
      ]);
    }
  });
});
