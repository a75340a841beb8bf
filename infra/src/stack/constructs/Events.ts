import { EnvironmentSpec } from '@portico/plugin-environments-common';
import { Construct } from 'constructs';
import { AlarmRule, deadLetterAlarm } from './alarmRules';
import { Consumer } from './Consumer';
import { EnvironmentOutput } from './EnvironmentPart';
import { Queue } from './Queue';
import { Topic } from './Topic';

/** The events' part of a spec. */
export type EventsSpec = NonNullable<EnvironmentSpec['spec']['events']>;

/** The topics, the queues behind them, and what they are encrypted with. */
export interface EventsOptions {
  readonly environment: string;
  readonly events: EventsSpec;
  readonly accountId: string;
  readonly keyArn: string;
  readonly logRetentionDays: number;
}

/** How long a message is hidden while a service works on it. */
const VISIBILITY_SECONDS = 60;
/** Lambda tries again by itself within this many times of a function's limit (AWS Lambda guide, SQS). */
const VISIBILITY_PER_TIMEOUT = 6;

/** What services tell each other: topics, queues with their dead-letter queues, and functions that work them off. */
export class Events extends Construct {
  readonly alarms: AlarmRule[];
  readonly outputs: EnvironmentOutput[];
  readonly topicArns: readonly string[];
  readonly queueArns: ReadonlyMap<string, string>;
  readonly #options: EventsOptions;
  /** The queues by topic and name, such as `orders/mail`. */
  readonly #queues = new Map<string, Queue>();

  constructor(scope: Construct, id: string, options: EventsOptions) {
    super(scope, id);
    this.#options = options;
    const { environment, events, accountId, keyArn } = options;
    const topics = new Map(
      events.topics.map(({ name, queues: names }) => {
        const topic = new Topic(this, `topic-${name}`, {
          name: `${environment}-${name}`,
          keyArn,
          accountId,
          publishers: [],
        });
        for (const queue of names) {
          this.#queues.set(`${name}/${queue}`, this.#queue(topic, name, queue));
        }
        return [name, topic];
      }),
    );
    this.topicArns = [...topics.values()].map(({ arn }) => arn);
    this.queueArns = new Map(
      [...this.#queues].map(([name, { arn }]) => [name, arn]),
    );
    this.outputs = [
      {
        name: 'topics',
        description: 'The topics by name',
        value: Object.fromEntries(
          [...topics].map(([name, { arn }]) => [name, arn]),
        ),
      },
      {
        name: 'queues',
        description: 'The queues by topic and name',
        value: Object.fromEntries(
          [...this.#queues].map(([name, { url }]) => [name, url]),
        ),
      },
    ];
    this.alarms = [...this.#queues].map(([name, { deadLetterName }]) =>
      deadLetterAlarm(name.replace('/', '_'), deadLetterName),
    );
    this.#consume();
  }

  #queue(topic: Topic, topicName: string, name: string): Queue {
    const { environment, events, keyArn } = this.#options;
    const consumers = events.consumers.filter(
      consumer => consumer.topic === topicName && consumer.queue === name,
    );
    return new Queue(this, `queue-${topicName}_${name}`, {
      name: `${environment}-${topicName}-${name}`,
      topicArn: topic.arn,
      keyArn,
      retentionDays: events.retentionDays,
      maxReceives: events.maxReceives,
      visibilitySeconds: Math.max(
        VISIBILITY_SECONDS,
        ...consumers.map(c => c.timeoutSeconds * VISIBILITY_PER_TIMEOUT),
      ),
    });
  }

  #consume(): void {
    const { environment, events, keyArn, logRetentionDays } = this.#options;
    for (const consumer of events.consumers) {
      const queue = this.#queues.get(`${consumer.topic}/${consumer.queue}`);
      // The schema takes no consumer of a queue that is not there.
      if (!queue) continue;
      new Consumer(this, `consumer-${consumer.name}`, {
        environment,
        consumer,
        queue,
        keyArn,
        logRetentionDays,
      });
    }
  }
}
