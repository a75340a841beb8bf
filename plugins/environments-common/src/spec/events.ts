import { z } from 'zod/v4';
import { fields, listOf, partNameSchema, wholeNumber } from './fields';

const codeSchema = fields({
  bucket: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, {
    error: 'must be the name of a bucket',
  }),
  /** A new version of the code has a new key, or nobody would notice it. */
  key: z.string().regex(/^[\w!.*'()/-]{1,200}$/, {
    error: 'must be a key of S3, such as consumers/mail-1.4.0.zip',
  }),
});

/** A function that works off a queue. */
const consumerSchema = fields({
  name: partNameSchema,
  topic: partNameSchema,
  queue: partNameSchema,
  code: codeSchema,
  handler: z
    .string()
    .regex(/^[\w./-]{1,120}$/, {
      error: 'must be a handler, such as index.handler',
    })
    .default('index.handler'),
  memoryMb: wholeNumber(128, 10_240).default(256),
  timeoutSeconds: wholeNumber(1, 900).default(30),
  batchSize: wholeNumber(1, 10).default(10),
  /** How many run at the same time; Lambda takes no less than two. */
  maxConcurrency: wholeNumber(2, 1000).default(5),
});

const topicSchema = fields({
  name: partNameSchema,
  queues: listOf(partNameSchema, { max: 20 }).default([]),
});

/** The topics of an environment and the queues behind each; every queue has a dead-letter queue. */
export const eventsSchema = fields({
  topics: listOf(topicSchema, { min: 1, max: 20, by: 'name' }),
  consumers: listOf(consumerSchema, { max: 20, by: 'name' }).default([]),
  retentionDays: wholeNumber(1, 14).default(14),
  /** Deliveries before a message goes to the dead-letter queue. */
  maxReceives: wholeNumber(1, 1000).default(5),
}).superRefine(({ topics, consumers }, context) => {
  consumers.forEach((consumer, index) => {
    const topic = topics.find(({ name }) => name === consumer.topic);
    if (topic?.queues.includes(consumer.queue)) return;
    context.addIssue({
      code: 'custom',
      path: ['consumers', index, topic ? 'queue' : 'topic'],
      message: topic
        ? `must be one of the queues of ${topic.name}`
        : 'must be one of the topics',
    });
  });
});
