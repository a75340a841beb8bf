import { block, isExpression, text } from '../../document/attributes';
import { ResourceIndex } from '../../document/ResourceIndex';
import { TerraformResource } from '../../document/TerraformDocument';
import { bucketCompanions } from '../companions';
import { PolicyRule, Violation } from '../PolicyRule';
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

/** The key that AWS has for all buckets of an account; whoever may read a bucket may use it. */
const KEY_OF_AWS = /(^|:)alias\/aws\/s3$/;

/** What a bucket is encrypted with; undefined where that is not known. */
function encryptionOf(
  bucket: TerraformResource,
  resources: ResourceIndex,
): { algorithm: string; key: string } | undefined {
  const [encryption] = bucketCompanions(
    bucket,
    'aws_s3_bucket_server_side_encryption_configuration',
    resources,
  );
  const given = encryption?.attributes ?? {};
  const rule = block(given, 'rule');
  const standard = block(rule, 'apply_server_side_encryption_by_default');
  const algorithm = text(standard, 'sse_algorithm') ?? 'AES256';
  const isUnknown = [
    given.rule,
    rule.apply_server_side_encryption_by_default,
    algorithm,
  ].some(isExpression);
  const key = text(standard, 'kms_master_key_id') ?? 'alias/aws/s3';
  return isUnknown ? undefined : { algorithm, key };
}

/** What is wrong with the encryption of a bucket; empty where the title tells. */
function weaknessOf(
  bucket: TerraformResource,
  resources: ResourceIndex,
): Omit<Violation, 'resource'> | undefined {
  const encryption = encryptionOf(bucket, resources);
  if (!encryption) return undefined;
  if (encryption.algorithm.startsWith('aws:kms')) {
    return KEY_OF_AWS.test(encryption.key)
      ? { detail: 'It has the key that AWS keeps for all buckets.' }
      : undefined;
  }
  return takesLogs(bucket, resources) ? undefined : {};
}

/** What is in a bucket can only be read by who may use the key of the environment. */
export const bucketEncrypted: PolicyRule = {
  id: 'bucket-encrypted',
  severity: 'warning',
  title: 'Buckets of data should be encrypted with a key of their own',
  why: "With S3's own encryption whoever may read the bucket may read everything in it; a key is a second lock, and its use is written down.",
  fix: 'Set the encryption of the bucket to aws:kms with the key of the environment.',
  check: ({ resources }) =>
    resources.ofType('aws_s3_bucket').flatMap(bucket => {
      const weakness = weaknessOf(bucket, resources);
      return weakness ? [{ resource: bucket.address, ...weakness }] : [];
    }),
};
