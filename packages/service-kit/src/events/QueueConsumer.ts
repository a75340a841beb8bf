import { setTimeout as sleep } from 'node:timers/promises';
import {
  ChangeMessageVisibilityCommand,
  ReceiveMessageCommand,
  SQSClient,
  type Message,
} from '@aws-sdk/client-sqs';
import { UnavailableError } from '../errors/ServiceError';
import type { Log } from '../log/createLog';
import type { EventConfig } from './eventSettings';
import type { EventProcessor } from './EventProcessor';
import { HandledMessages } from './HandledMessages';

// What SQS hands over at once.
const MOST_AT_ONCE = 10;
// Messages that come one by one are taken a few at a time: each call costs as much as a message.
const APART_MS = 50;
const WAIT_SECONDS = 10;
const LONGEST_DELAY_SECONDS = 60;
const LONGEST_PAUSE_MS = 10_000;
// A queue that takes connections and says nothing must not stop the consumer for ever.
const ANSWER_MS = 5_000;
// For messages that are on their way when it stops: whoever hangs up on them hides them until the queue takes them back.
const HANG_UP_MS = 250;
// The emulator hands over no message again that was put back for no time at all.
const GIVE_BACK_SECONDS = 1;

/** What makes a consumer. */
export interface ConsumerOptions {
  config: EventConfig & { QUEUE_URL: string };
  processor: Pick<EventProcessor, 'process'>;
  /** Throws while what the processor needs does not answer. */
  ready(): Promise<void>;
  log: Log;
  /** How many messages are handled at the same time, 1 to 10; no more are taken, so that none waits here for its turn. */
  atOnce: number;
  /** How long after one call for messages the next one is made, unless as many came as may at once; 50 where nothing is said. */
  apartMs?: number;
  /** How long a message that failed stays away, by the times it was received. */
  delaySeconds?(received: number): number;
}

/** Takes messages from a queue, and deletes those that were handled; the queue gives up on the others. */
export class QueueConsumer {
  readonly #client: SQSClient;
  readonly #options: ConsumerOptions;
  readonly #handled: HandledMessages;
  readonly #stopping = new AbortController();
  readonly #hangUp = new AbortController();
  /** Whether the last messages failed for want of something that they all need. */
  #blocked = false;
  #running: Promise<void> | undefined;

  private constructor(client: SQSClient, options: ConsumerOptions) {
    this.#client = client;
    this.#options = options;
    this.#handled = new HandledMessages(client, {
      ...{ queueUrl: options.config.QUEUE_URL, log: options.log },
      answerMs: ANSWER_MS,
    });
  }

  static create(options: ConsumerOptions): QueueConsumer {
    const { AWS_REGION, AWS_ENDPOINT_URL } = options.config;
    const client = new SQSClient({
      region: AWS_REGION,
      endpoint: AWS_ENDPOINT_URL,
      maxAttempts: 2,
    });
    return new QueueConsumer(client, options);
  }

  /** Begins to take messages, until `stop`. */
  start(): void {
    this.#running ??= this.#run();
  }

  /** Takes nothing more, gives back what was not begun, and ends after the messages under way. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    const hangUp = setTimeout(() => this.#hangUp.abort(), HANG_UP_MS);
    await this.#running;
    clearTimeout(hangUp);
    await this.#handled.end();
    this.#client.destroy();
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    const { apartMs = APART_MS } = this.#options;
    let failures = 0;
    while (!signal.aborted) {
      try {
        await this.#untilReady();
        const from = performance.now();
        const isFull = await this.#takeBatch(signal);
        failures = 0;
        if (!isFull) await this.#rest(from + apartMs - performance.now());
      } catch (error) {
        if (signal.aborted) return;
        failures += 1;
        this.#options.log.warn({ err: error }, 'Messages cannot be taken');
        const wait = Math.min(LONGEST_PAUSE_MS, 250 * 2 ** failures);
        await sleep(wait * (0.5 + Math.random()), undefined, { signal }).catch(
          () => {},
        );
      }
    }
  }

  async #rest(ms: number): Promise<void> {
    const { signal } = this.#stopping;
    if (ms > 0) await sleep(ms, undefined, { signal }).catch(() => {});
  }

  /** Each message that is taken in vain comes nearer to the dead letters: none is, while all would fail. */
  async #untilReady(): Promise<void> {
    if (!this.#blocked) return;
    await this.#options.ready();
    this.#blocked = false;
  }

  /** Whether as many came as may at once, so that there are probably more. */
  async #takeBatch(signal: AbortSignal): Promise<boolean> {
    const { config, atOnce } = this.#options;
    const { QUEUE_URL } = config;
    const most = Math.min(atOnce, MOST_AT_ONCE);
    const { Messages = [] } = await this.#client.send(
      new ReceiveMessageCommand({
        QueueUrl: QUEUE_URL,
        MaxNumberOfMessages: most,
        WaitTimeSeconds: WAIT_SECONDS,
        MessageSystemAttributeNames: ['ApproximateReceiveCount'],
      }),
      {
        abortSignal: AbortSignal.any([
          this.#hangUp.signal,
          AbortSignal.timeout(WAIT_SECONDS * 1_000 + ANSWER_MS),
        ]),
      },
    );
    if (signal.aborted) {
      await Promise.all(
        Messages.map(message => this.#putOff(message, GIVE_BACK_SECONDS)),
      );
      return false;
    }
    await Promise.all(Messages.map(message => this.#handle(message)));
    return Messages.length === most;
  }

  async #handle(message: Message): Promise<void> {
    const { processor, log, delaySeconds = backoffSeconds } = this.#options;
    try {
      await processor.process(message.Body ?? '');
      this.#handled.add(message.ReceiptHandle ?? '');
    } catch (error) {
      this.#blocked ||= error instanceof UnavailableError;
      const received = Number(message.Attributes?.ApproximateReceiveCount ?? 1);
      log.warn(
        { err: error, messageId: message.MessageId, received },
        'A message could not be handled',
      );
      await this.#putOff(message, delaySeconds(received));
    }
  }

  async #putOff(message: Message, seconds: number): Promise<void> {
    const { config, log } = this.#options;
    try {
      await this.#client.send(
        new ChangeMessageVisibilityCommand({
          QueueUrl: config.QUEUE_URL,
          ReceiptHandle: message.ReceiptHandle,
          VisibilityTimeout: seconds,
        }),
        { abortSignal: AbortSignal.timeout(ANSWER_MS) },
      );
    } catch (error) {
      // It comes back when its time is up anyway.
      log.warn({ err: error }, 'A message could not be put off');
    }
  }
}

function backoffSeconds(received: number): number {
  return Math.min(LONGEST_DELAY_SECONDS, 2 ** (received - 1));
}
