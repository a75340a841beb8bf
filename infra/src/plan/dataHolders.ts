import { Attributes } from '../document/TerraformDocument';
import { flag } from '../document/attributes';

/** What is lost with a resource; types that hold nothing are not in it. */
const LOSSES = new Map<string, (attributes: Attributes) => string | undefined>([
  ['aws_db_instance', databaseLoss],
  [
    'aws_elasticache_replication_group',
    () => 'what the cache holds is lost, such as sessions and baskets',
  ],
  ['aws_cloudwatch_log_group', () => 'the logs that it holds are lost'],
  [
    'aws_kms_key',
    () => 'what was encrypted with the key can no longer be read',
  ],
  ['aws_s3_bucket', () => 'the objects in the bucket are lost'],
  ['aws_ecr_repository', () => 'the images in the repository are lost'],
  ['aws_sqs_queue', () => 'messages that wait in the queue are lost'],
]);

function databaseLoss(attributes: Attributes): string | undefined {
  // All that a replica holds is in the database that it follows.
  if (attributes.replicate_source_db !== undefined) return undefined;
  return flag(attributes, 'skip_final_snapshot')
    ? 'the data of the database is lost, without a final snapshot'
    : 'the data of the database is lost, unless it is restored from the final snapshot';
}

/** What is lost when a resource goes; undefined where it holds no data. */
export function dataLossOf(
  type: string,
  attributes: Attributes,
): string | undefined {
  return LOSSES.get(type)?.(attributes);
}

/** Why AWS will not let a resource go; undefined where nothing protects it. */
export function protectionOf(attributes: Attributes): string | undefined {
  const protectedBy = [
    'deletion_protection',
    'enable_deletion_protection',
  ].find(name => flag(attributes, name));
  return protectedBy
    ? 'deletion protection is on, so the apply stops here until a change of its own has switched it off'
    : undefined;
}
