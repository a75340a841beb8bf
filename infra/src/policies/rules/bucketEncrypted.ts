import { block, isExpression, text } from '../../document/attributes';
import { ResourceIndex } from '../../document/ResourceIndex';
import { TerraformResource } from '../../document/TerraformDocument';
import { bucketCompanions } from '../companions';
import { PolicyRule } from '../PolicyRule';
import { statementsOf } from '../statements';

/**
 * Services that write only to buckets with S3's own encryption.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 */
const WITHOUT_KEYS = /logdelivery\.elasticloadbalancing\.amazonaws\.com/;

function takesLogs(
  bucket: TerraformResource,
  resources: ResourceIndex,
): boolean {
  return bucketCompanions(bucket, 'aws_s3_bucket_policy', resources).some(
    ({ attributes }) =>
      (statementsOf(attributes) ?? []).some(({ principal }) =>
        WITHOUT_KEYS.test(JSON.stringify(principal ?? '')),
      ),
  );
}

function algorithmOf(
  bucket: TerraformResource,
  resources: ResourceIndex,
): string {
  const [encryption] = bucketCompanions(
    bucket,
    'aws_s3_bucket_server_side_encryption_configuration',
    resources,
  );
  const rule = block(encryption?.attributes ?? {}, 'rule');
  const standard = block(rule, 'apply_server_side_encryption_by_default');
  return text(standard, 'sse_algorithm') ?? 'AES256';
}

/** What is in a bucket can only be read by who may use the key of the environment. */
export const bucketEncrypted: PolicyRule = {
  id: 'bucket-encrypted',
  severity: 'warning',
  title: 'Buckets of data should be encrypted with a key of their own',
  why: "With S3's own encryption whoever may read the bucket may read everything in it; a key is a second lock, and its use is written down.",
  fix: 'Set the encryption of the bucket to aws:kms with the key of the environment.',
  check: ({ resources }) =>
    resources
      .ofType('aws_s3_bucket')
      .filter(bucket => {
        const algorithm = algorithmOf(bucket, resources);
        return (
          !algorithm.startsWith('aws:kms') &&
          !isExpression(algorithm) &&
          !takesLogs(bucket, resources)
        );
      })
      .map(({ address }) => ({ resource: address })),
};
