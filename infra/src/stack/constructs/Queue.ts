import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { SqsQueuePolicy } from '@cdktf/provider-aws/lib/sqs-queue-policy';
import { SqsQueueRedriveAllowPolicy } from '@cdktf/provider-aws/lib/sqs-queue-redrive-allow-policy';
import { Construct } from 'constructs';
import { policyDocument, tlsOnly } from './policyDocument';
import { shortName } from './shortName';

/** A queue, the topic before it and when a message is given up. */
export interface QueueOptions {
  readonly name: string;
  readonly topicArn: string;
  readonly keyArn: string;
  readonly retentionDays: number;
  /** Deliveries before a message goes to the dead-letter queue. */
  readonly maxReceives: number;
  /** How long a message is hidden from others while one works on it. */
  readonly visibilitySeconds: number;
}

const SECONDS_PER_DAY = 24 * 60 * 60;
const MAX_NAME = 80;
/** As long as SQS can, so that somebody can look after a holiday. */
const DEAD_LETTER_DAYS = 14;

/** A queue behind one topic, and the dead-letter queue behind it. */
export class Queue extends Construct {
  readonly arn: string;
  readonly url: string;
  readonly deadLetterName: string;
  readonly #options: QueueOptions;

  constructor(scope: Construct, id: string, options: QueueOptions) {
    super(scope, id);
    this.#options = options;
    const { name, maxReceives, retentionDays, visibilitySeconds } = options;
    const dead = this.#queue('dead', {
      name: shortName(`${name}-dead`, MAX_NAME),
      messageRetentionSeconds: DEAD_LETTER_DAYS * SECONDS_PER_DAY,
    });
    const queue = this.#queue('queue', {
      name: shortName(name, MAX_NAME),
      messageRetentionSeconds: retentionDays * SECONDS_PER_DAY,
      visibilityTimeoutSeconds: visibilitySeconds,
      // Waiting for messages is cheaper than asking again and again.
      receiveWaitTimeSeconds: 20,
      redrivePolicy: JSON.stringify({
        deadLetterTargetArn: dead.arn,
        maxReceiveCount: maxReceives,
      }),
    });
    new SqsQueueRedriveAllowPolicy(this, 'redrive', {
      queueUrl: dead.url,
      redriveAllowPolicy: JSON.stringify({
        redrivePermission: 'byQueue',
        sourceQueueArns: [queue.arn],
      }),
    });
    this.#subscribe(queue, dead);
    this.deadLetterName = dead.name;
    this.arn = queue.arn;
    this.url = queue.url;
  }

  #queue(
    id: string,
    config: {
      readonly name: string;
      readonly messageRetentionSeconds: number;
      readonly visibilityTimeoutSeconds?: number;
      readonly receiveWaitTimeSeconds?: number;
      readonly redrivePolicy?: string;
    },
  ): SqsQueue {
    return new SqsQueue(this, id, {
      ...config,
      kmsMasterKeyId: this.#options.keyArn,
      kmsDataKeyReusePeriodSeconds: 300,
    });
  }

  /** What the topic cannot deliver goes to the dead-letter queue as well. */
  #subscribe(queue: SqsQueue, dead: SqsQueue): void {
    const policies = [
      this.#fromTopic('queue', queue),
      this.#fromTopic('dead', dead),
    ];
    new SnsTopicSubscription(this, 'subscription', {
      topicArn: this.#options.topicArn,
      protocol: 'sqs',
      endpoint: queue.arn,
      rawMessageDelivery: true,
      redrivePolicy: JSON.stringify({ deadLetterTargetArn: dead.arn }),
      dependsOn: policies,
    });
  }

  #fromTopic(id: string, queue: SqsQueue): SqsQueuePolicy {
    return new SqsQueuePolicy(this, `${id}-policy`, {
      queueUrl: queue.url,
      policy: policyDocument(
        {
          Sid: 'FromItsTopicAlone',
          Effect: 'Allow',
          Principal: { Service: 'sns.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: queue.arn,
          Condition: {
            ArnEquals: { 'aws:SourceArn': this.#options.topicArn },
          },
        },
        tlsOnly('sqs:*', queue.arn),
      ),
    });
  }
}
