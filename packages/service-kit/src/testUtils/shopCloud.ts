import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  CLOUD_FILE,
  cloudEnvironment,
  cloudProgram,
  cloudProgramEnvironment,
  deadLettersOf,
  describeCloud,
  drawFreePort,
  eventsFor,
  queueUrl,
  REGION,
} from '@portico/local-platform/parts';
import {
  GetQueueAttributesCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { shopEvents } from '../events/eventTypes';
import { endChild, spawnQuietly, untilListening } from './childProcess';

const ROOT = resolve(__dirname, '../../../..');

/** The topic of the shop and a queue for each service, on an emulator. */
export interface TestCloud {
  /** What a service needs to find its topic and its queue. */
  environment(service: string): Record<string, string>;
  /** Puts a message into the queue of a service, as SNS would. */
  send(service: string, body: string): Promise<void>;
  /** How many messages wait in the queue of a service. */
  waiting(service: string): Promise<number>;
  /** How many messages wait in the dead-letter queue of a service. */
  deadLetters(service: string): Promise<number>;
  start(): Promise<void>;
  stop(): Promise<void>;
  remove(): Promise<void>;
}

/** Starts SNS and SQS with a queue for each name; a message goes to the dead letters after `maxReceives` times. */
export async function startTestCloud(
  services: readonly string[],
  maxReceives?: number,
): Promise<TestCloud> {
  const folder = mkdtempSync(join(tmpdir(), 'portico-test-'));
  const port = await drawFreePort([]);
  const described = describeCloud(services, maxReceives);
  writeFileSync(join(folder, CLOUD_FILE), JSON.stringify(described));
  const launch = () =>
    spawnQuietly(process.execPath, [cloudProgram(ROOT)], {
      env: {
        PATH: process.env.PATH,
        ...cloudProgramEnvironment(port, folder),
      },
    });
  let child = launch();
  await untilListening(child, port);
  const sqs = new SQSClient({
    region: REGION,
    endpoint: `http://localhost:${port}`,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const waiting = async (queue: string) => {
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl: queueUrl(port, queue),
        AttributeNames: ['ApproximateNumberOfMessages'],
      }),
    );
    return Number(Attributes?.ApproximateNumberOfMessages);
  };
  return {
    environment: service => cloudEnvironment(port, service),
    send: async (service, body) => {
      await sqs.send(
        new SendMessageCommand({
          QueueUrl: queueUrl(port, service),
          MessageBody: body,
        }),
      );
    },
    waiting,
    deadLetters: service => waiting(deadLettersOf(service)),
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

/** The events that come into the queue of a service; it has a handler for each of them, and for no other. */
export function eventsInQueueOf(service: string): string[] {
  const names = eventsFor(service) ?? [];
  return Object.keys(shopEvents).filter(type =>
    names.some(name => type.startsWith(`${name}.v`)),
  );
}
