import { join } from 'node:path';
import { eventsFor } from './services';

/** Where SNS and SQS are imitated, and under which names. */
export const REGION = 'us-west-2';
const ACCOUNT = '000000000000';
const TOPIC = 'shop';
// Longer than anything that a service does about a message; what a killed one held comes back after it.
const VISIBILITY_SECONDS = 10;
const MAX_RECEIVES = 5;

/**
 * The program that imitates them; its package lets nobody resolve it. It is the
 * server rather than the command, which keeps nothing over a restart.
 */
export function cloudProgram(root: string): string {
  return join(root, 'node_modules', 'fauxqs', 'dist', 'server.js');
}

/** How a service finds the topic, and its own queue where it has one. */
export function cloudEnvironment(
  port: number,
  queue: string | undefined,
): Record<string, string> {
  const endpoint = `http://localhost:${port}`;
  return {
    AWS_REGION: REGION,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    TOPIC_ARN: `arn:aws:sns:${REGION}:${ACCOUNT}:${TOPIC}`,
    ...(queue && { QUEUE_URL: queueUrl(port, queue) }),
  };
}

/** The address of a queue. */
export function queueUrl(port: number, queue: string): string {
  return `http://localhost:${port}/${ACCOUNT}/${queue}`;
}

/** The queue that takes what another one gave up. */
export function deadLettersOf(queue: string): string {
  return `${queue}-dead`;
}

/** The topic, and a queue with dead letters for each name, as the emulator reads them. Each queue gets what its service takes. */
export function describeCloud(
  queues: readonly string[],
  maxReceives = MAX_RECEIVES,
) {
  return {
    topics: [{ name: TOPIC }],
    queues: queues.flatMap(name => [
      { name: deadLettersOf(name) },
      {
        name,
        attributes: {
          VisibilityTimeout: String(VISIBILITY_SECONDS),
          RedrivePolicy: JSON.stringify({
            deadLetterTargetArn: `arn:aws:sqs:${REGION}:${ACCOUNT}:${deadLettersOf(
              name,
            )}`,
            maxReceiveCount: maxReceives,
          }),
        },
      },
    ]),
    subscriptions: queues.map(queue => ({
      topic: TOPIC,
      queue,
      attributes: { RawMessageDelivery: 'true', ...filterOf(queue) },
    })),
  };
}

/** What a service passes by costs it and the queue as much as what it takes. */
function filterOf(queue: string): { FilterPolicy: string } | undefined {
  const names = eventsFor(queue);
  if (!names) return undefined;
  const type = names.map(name => ({ prefix: `${name}.v` }));
  return { FilterPolicy: JSON.stringify({ type }) };
}
