import { policyOf } from '../__testUtils__/policies';
import {
  ACCOUNT,
  Check,
  KEY,
  deniesPlain,
  forServices,
  unprotected,
} from '../__testUtils__/protections';
import { block, blocks, text, texts } from '../document/attributes';

const QUEUE = '${aws_sqs_queue.';

const CHECKS: readonly Check[] = [
  [
    'buckets block public access',
    'aws_s3_bucket_public_access_block',
    a =>
      a.block_public_acls === true &&
      a.block_public_policy === true &&
      a.ignore_public_acls === true &&
      a.restrict_public_buckets === true,
  ],
  [
    'buckets know no ACLs',
    'aws_s3_bucket_ownership_controls',
    a => block(a, 'rule').object_ownership === 'BucketOwnerEnforced',
  ],
  [
    'buckets of data are encrypted with the key',
    'aws_s3_bucket_server_side_encryption_configuration',
    a =>
      text(a, 'bucket')?.includes('_logs_') ||
      // A key encrypts in its region; a copy has one of its own.
      a.region !== undefined ||
      JSON.stringify(a.rule).includes(KEY),
  ],
  [
    'buckets refuse whoever comes without TLS',
    'aws_s3_bucket_policy',
    a => deniesPlain(a),
  ],
  [
    'buckets of data keep old versions',
    'aws_s3_bucket_versioning',
    a => block(a, 'versioning_configuration').status === 'Enabled',
  ],
  [
    'buckets of production are not destroyed with what they hold',
    'aws_s3_bucket',
    a => a.force_destroy !== true,
  ],
  [
    'images are encrypted with the key',
    'aws_ecr_repository',
    a => blocks(a, 'encryption_configuration')[0]?.kms_key === KEY,
  ],
  [
    'images are looked through when they arrive',
    'aws_ecr_repository',
    a => block(a, 'image_scanning_configuration').scan_on_push === true,
  ],
  [
    'tags of images never move',
    'aws_ecr_repository',
    a => a.image_tag_mutability === 'IMMUTABLE',
  ],
  [
    'repositories of production are not destroyed with what they hold',
    'aws_ecr_repository',
    a => a.force_delete !== true,
  ],
  [
    'queues are encrypted with the key',
    'aws_sqs_queue',
    a => a.kms_master_key_id === KEY,
  ],
  [
    'queues refuse whoever comes without TLS',
    'aws_sqs_queue_policy',
    a => deniesPlain(a),
  ],
  [
    'queues take messages of their topic alone',
    'aws_sqs_queue_policy',
    a =>
      policyOf(a)
        .filter(({ Effect }) => Effect === 'Allow')
        .every(({ Condition }) =>
          JSON.stringify(Condition ?? {}).includes('aws:SourceArn'),
        ),
  ],
  [
    'queues give a message up to a dead-letter queue',
    'aws_sqs_queue',
    a =>
      text(a, 'name')?.includes('-dead') === true ||
      text(a, 'redrive_policy')?.includes('deadLetterTargetArn') === true,
  ],
  [
    'topics are encrypted with the key',
    'aws_sns_topic',
    a => a.kms_master_key_id === KEY,
  ],
  [
    'topics refuse whoever comes without TLS',
    'aws_sns_topic_policy',
    a => deniesPlain(a),
  ],
  [
    'settings of functions are encrypted with the key',
    'aws_lambda_function',
    a => a.kms_key_arn === KEY,
  ],
  [
    'services of AWS write to buckets for this account alone',
    'aws_s3_bucket_policy',
    a =>
      forServices(a).every(({ Condition }) =>
        JSON.stringify(Condition ?? {}).includes(ACCOUNT),
      ),
  ],
  [
    'dead-letter queues take messages of their queue alone',
    'aws_sqs_queue_redrive_allow_policy',
    a =>
      text(a, 'redrive_allow_policy')?.includes(
        '"redrivePermission":"byQueue"',
      ) === true,
  ],
  [
    'what a topic cannot deliver to a queue is not lost',
    'aws_sns_topic_subscription',
    a =>
      a.protocol !== 'sqs' ||
      text(a, 'redrive_policy')?.includes('deadLetterTargetArn') === true,
  ],
  [
    'services of AWS publish to topics for this account alone',
    'aws_sns_topic_policy',
    a =>
      forServices(a).every(({ Condition }) =>
        JSON.stringify(Condition ?? {}).includes(ACCOUNT),
      ),
  ],
  [
    'functions give back the messages that failed',
    'aws_lambda_event_source_mapping',
    a =>
      texts(a, 'function_response_types').includes('ReportBatchItemFailures'),
  ],
  [
    'functions read their own queue alone',
    'aws_iam_role_policy',
    a =>
      policyOf(a)
        .filter(({ Action }) =>
          JSON.stringify(Action).includes('sqs:ReceiveMessage'),
        )
        .every(({ Resource }) => String(Resource).startsWith(QUEUE)),
  ],
];

describe('protections of storage, registry and events', () => {
  it.each(CHECKS)('%s', (...check) => {
    expect(unprotected(check)).toEqual([]);
  });
});
