import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { drawFreePort } from '@portico/local-platform/parts';
import {
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { endChild, spawnQuietly, untilListening } from './childProcess';

// The package lets nobody resolve its program; its command keeps nothing over a restart.
const FAUXQS = resolve(
  __dirname,
  '../../../../node_modules/fauxqs/dist/server.js',
);
const REGION = 'us-west-2';
const ACCOUNT = '000000000000';
const TOPIC = 'shop';

/** The topic of the shop and a queue for each service, on an emulator. */
export interface TestCloud {
  /** What a service needs to find its topic and its queue. */
  environment(service: string): Record<string, string>;
  /** Puts a message into the queue of a service, as SNS would. */
  send(service: string, body: string): Promise<void>;
  /** How many messages wait in the dead-letter queue of a service. */
  deadLetters(service: string): Promise<number>;
  /** Takes the next messages out of a queue, for tests that look at them. */
  receive(service: string): Promise<string[]>;
  start(): Promise<void>;
  stop(): Promise<void>;
  remove(): Promise<void>;
}

/** Starts SNS and SQS with a queue for each name; a message goes to the dead letters after `maxReceives` times. */
export async function startTestCloud(
  services: readonly string[],
  maxReceives = 5,
): Promise<TestCloud> {
  const folder = mkdtempSync(join(tmpdir(), 'portico-test-'));
  const port = await drawFreePort([]);
  const endpoint = `http://localhost:${port}`;
  const init = join(folder, 'init.json');
  writeFileSync(init, JSON.stringify(initOf(services, maxReceives)));
  const launch = () =>
    spawnQuietly(process.execPath, [FAUXQS], {
      env: {
        PATH: process.env.PATH,
        FAUXQS_PORT: String(port),
        FAUXQS_DEFAULT_REGION: REGION,
        FAUXQS_LOGGER: 'false',
        FAUXQS_INIT: init,
        // Without it a restart would lose what AWS would keep.
        FAUXQS_DATA_DIR: join(folder, 'data'),
        FAUXQS_PERSISTENCE: 'true',
      },
    });
  let child = launch();
  await untilListening(child, port);
  const sqs = new SQSClient({
    region: REGION,
    endpoint,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const queue = (name: string) => `${endpoint}/${ACCOUNT}/${name}`;
  return {
    environment: service => ({
      AWS_REGION: REGION,
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      TOPIC_ARN: `arn:aws:sns:${REGION}:${ACCOUNT}:${TOPIC}`,
      QUEUE_URL: queue(service),
    }),
    send: async (service, body) => {
      await sqs.send(
        new SendMessageCommand({ QueueUrl: queue(service), MessageBody: body }),
      );
    },
    deadLetters: async service => {
      const { Attributes } = await sqs.send(
        new GetQueueAttributesCommand({
          QueueUrl: queue(`${service}-dead`),
          AttributeNames: ['ApproximateNumberOfMessages'],
        }),
      );
      return Number(Attributes?.ApproximateNumberOfMessages);
    },
    receive: async service => {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: queue(service),
          MaxNumberOfMessages: 10,
          WaitTimeSeconds: 1,
        }),
      );
      return Messages.map(({ Body }) => Body ?? '');
    },
    start: async () => {
      child = launch();
      await untilListening(child, port);
    },
    stop: () => endChild(child, 'SIGTERM'),
    remove: async () => {
      sqs.destroy();
      await endChild(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function initOf(services: readonly string[], maxReceives: number) {
  const queues = services.flatMap(name => [
    { name: `${name}-dead` },
    {
      name,
      attributes: {
        VisibilityTimeout: '30',
        RedrivePolicy: JSON.stringify({
          deadLetterTargetArn: `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}-dead`,
          maxReceiveCount: maxReceives,
        }),
      },
    },
  ]);
  const subscriptions = services.map(queue => ({
    topic: TOPIC,
    queue,
    attributes: { RawMessageDelivery: 'true' },
  }));
  return { topics: [{ name: TOPIC }], queues, subscriptions };
}
