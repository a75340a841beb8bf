import { EnvironmentSpecInput } from '@portico/plugin-environments-common';
import { aSpec } from '../../__testUtils__/aSpec';
import { policyOf } from '../../__testUtils__/policies';
import { only, resourcesOf } from '../../__testUtils__/synthesized';
import { text, texts } from '../../document/attributes';
import { ResourceIndex } from '../../document/ResourceIndex';

type EventsInput = NonNullable<EnvironmentSpecInput['spec']['events']>;

const KEY = '${aws_kms_key.security_key.arn}';
const TOPIC = '${aws_sns_topic.events_topic-orders_topic.arn}';
const DEAD = '${aws_sqs_queue.events_queue-orders_mail_dead.arn}';
const QUEUE = 'aws_sqs_queue.events_queue-orders_mail_queue';

const CONSUMER = {
  name: 'mail',
  topic: 'orders',
  queue: 'mail',
  code: { bucket: 'acme-code', key: 'mail-1.4.0.zip' },
};

function withEvents(more: Partial<EventsInput> = {}): ResourceIndex {
  return resourcesOf(
    aSpec({
      events: { topics: [{ name: 'orders', queues: ['mail'] }], ...more },
    }),
  );
}

function attributesOf(resources: ResourceIndex, address: string) {
  return resources.get(address)?.attributes ?? {};
}

function json(value: string | undefined): unknown {
  return JSON.parse(value ?? 'null');
}

describe('Events', () => {
  it('should encrypt topics and queues with the key of the environment', () => {
    const resources = withEvents();
    const encrypted = [
      ...resources.ofType('aws_sns_topic'),
      ...resources.ofType('aws_sqs_queue'),
    ].map(({ attributes }) => [attributes.name, attributes.kms_master_key_id]);
    expect(encrypted).toEqual([
      ['dev-orders', KEY],
      ['dev-orders-mail-dead', KEY],
      ['dev-orders-mail', KEY],
    ]);
  });

  it('should let topics use the key, or encrypted queues would lose every message', () => {
    const statements = (resources: ResourceIndex) =>
      policyOf(only(resources, 'aws_kms_key').attributes).map(({ Sid }) => Sid);
    expect(statements(withEvents())).toContain('TopicsOfThisEnvironment');
    expect(statements(resourcesOf(aSpec()))).not.toContain(
      'TopicsOfThisEnvironment',
    );
  });

  it('should give up a message after a few deliveries, and keep it for somebody to look at', () => {
    const resources = withEvents({ maxReceives: 3, retentionDays: 4 });
    const { redrive_policy: redrive, ...queue } = attributesOf(
      resources,
      QUEUE,
    );
    expect(json(String(redrive))).toEqual({
      deadLetterTargetArn: DEAD,
      maxReceiveCount: 3,
    });
    expect(queue).toMatchObject({
      message_retention_seconds: 4 * 24 * 60 * 60,
      receive_wait_time_seconds: 20,
    });
    expect(
      attributesOf(resources, 'aws_sqs_queue.events_queue-orders_mail_dead'),
    ).toMatchObject({ message_retention_seconds: 14 * 24 * 60 * 60 });
    const { attributes } = only(
      resources,
      'aws_sqs_queue_redrive_allow_policy',
    );
    expect(json(text(attributes, 'redrive_allow_policy'))).toEqual({
      redrivePermission: 'byQueue',
      sourceQueueArns: [`\${${QUEUE}.arn}`],
    });
  });

  it('should let its topic alone send to a queue, and by TLS alone', () => {
    const resources = withEvents();
    for (const part of ['queue', 'dead']) {
      const [allowed, refused, ...others] = policyOf(
        attributesOf(
          resources,
          `aws_sqs_queue_policy.events_queue-orders_mail_${part}-policy`,
        ),
      );
      expect(allowed).toMatchObject({
        Effect: 'Allow',
        Principal: { Service: 'sns.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Condition: { ArnEquals: { 'aws:SourceArn': TOPIC } },
      });
      expect(refused).toMatchObject({
        Effect: 'Deny',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      });
      expect(others).toEqual([]);
    }
  });

  it('should connect a queue to its topic once its policies are there', () => {
    const { attributes } = only(withEvents(), 'aws_sns_topic_subscription');
    expect(attributes).toMatchObject({
      topic_arn: TOPIC,
      protocol: 'sqs',
      endpoint: `\${${QUEUE}.arn}`,
      raw_message_delivery: true,
      depends_on: [
        'aws_sqs_queue_policy.events_queue-orders_mail_queue-policy',
        'aws_sqs_queue_policy.events_queue-orders_mail_dead-policy',
      ],
    });
    expect(json(text(attributes, 'redrive_policy'))).toEqual({
      deadLetterTargetArn: DEAD,
    });
  });

  it('should let nobody but the account publish', () => {
    const { attributes } = only(withEvents(), 'aws_sns_topic_policy');
    expect(policyOf(attributes)).toMatchObject([
      {
        Effect: 'Allow',
        Principal: {
          AWS: 'arn:aws:iam::${data.aws_caller_identity.security_account.account_id}:root',
        },
      },
      { Effect: 'Deny', Action: 'sns:Publish' },
    ]);
  });
});

describe('Consumer', () => {
  const withConsumer = () =>
    withEvents({ consumers: [{ ...CONSUMER, timeoutSeconds: 45 }] });

  it('should give back only the messages that failed', () => {
    expect(
      only(withConsumer(), 'aws_lambda_event_source_mapping').attributes,
    ).toMatchObject({
      event_source_arn: `\${${QUEUE}.arn}`,
      function_response_types: ['ReportBatchItemFailures'],
      batch_size: 10,
      scaling_config: { maximum_concurrency: 5 },
    });
  });

  it('should run the code of the spec', () => {
    expect(
      only(withConsumer(), 'aws_lambda_function').attributes,
    ).toMatchObject({
      function_name: 'dev-mail',
      s3_bucket: 'acme-code',
      s3_key: 'mail-1.4.0.zip',
      runtime: 'nodejs24.x',
      timeout: 45,
      kms_key_arn: KEY,
    });
  });

  it('should hide a message for longer than the function may try', () => {
    expect(attributesOf(withConsumer(), QUEUE)).toMatchObject({
      visibility_timeout_seconds: 6 * 45,
    });
    expect(attributesOf(withEvents(), QUEUE)).toMatchObject({
      visibility_timeout_seconds: 60,
    });
  });

  it('should reach its queue, its log and the key, and nothing else', () => {
    const resources = withConsumer();
    const statements = policyOf(
      attributesOf(
        resources,
        'aws_iam_role_policy.events_consumer-mail_permission',
      ),
    );
    expect(statements.map(({ Resource }) => Resource)).toEqual([
      `\${${QUEUE}.arn}`,
      KEY,
      '${aws_cloudwatch_log_group.events_consumer-mail_log-group.arn}:*',
    ]);
    expect(JSON.stringify(statements)).not.toContain('"*"');
  });

  it('should log encrypted and not for ever, into a group that is there before it', () => {
    const resources = withConsumer();
    expect(
      attributesOf(
        resources,
        'aws_cloudwatch_log_group.events_consumer-mail_log-group',
      ),
    ).toMatchObject({
      name: '/aws/lambda/dev-mail',
      retention_in_days: 7,
      kms_key_id: KEY,
    });
    const { attributes } = only(resources, 'aws_lambda_function');
    expect(attributes.logging_config).toMatchObject({ log_format: 'JSON' });
    expect(texts(attributes, 'depends_on')).toEqual([
      'aws_iam_role_policy.events_consumer-mail_permission',
    ]);
  });
});
