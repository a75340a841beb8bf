import { PublishBatchCommand, SNSClient } from '@aws-sdk/client-sns';
import type { EventConfig } from './eventSettings';
import type { Publisher } from './OutboxRelay';
import type { ShopEvent } from './ShopEvent';

// What SNS takes at once, in messages and in bytes, with some left for their attributes.
const BATCH = 10;
const BATCH_BYTES = 250_000;
const TIMEOUT_MS = 5_000;
// https://www.w3.org/TR/xml/#charsets; JSON itself escapes the controls and the halves of pairs.
const NOT_IN_XML = /[\uFFFE\uFFFF]/g;

/** Sends events to the topic of the shop. */
export class SnsPublisher implements Publisher {
  readonly #client: SNSClient;
  readonly #topicArn: string;

  private constructor(client: SNSClient, topicArn: string) {
    this.#client = client;
    this.#topicArn = topicArn;
  }

  static create(config: EventConfig): SnsPublisher {
    const client = new SNSClient({
      region: config.AWS_REGION,
      endpoint: config.AWS_ENDPOINT_URL,
      maxAttempts: 2,
    });
    return new SnsPublisher(client, config.TOPIC_ARN);
  }

  /** The ids of the events that arrived; throws where none did. */
  async publish(events: readonly ShopEvent[]): Promise<ReadonlySet<string>> {
    const outcomes = await Promise.allSettled(
      batchesOf(events).map(batch => this.#publishBatch(batch)),
    );
    const arrived = outcomes.flatMap(outcome =>
      outcome.status === 'fulfilled' ? outcome.value : [],
    );
    const failed = outcomes.find(outcome => outcome.status === 'rejected');
    if (failed && arrived.length === 0) throw failed.reason;
    return new Set(arrived);
  }

  async #publishBatch(events: readonly ShopEvent[]): Promise<string[]> {
    const { Successful = [] } = await this.#client.send(
      new PublishBatchCommand({
        TopicArn: this.#topicArn,
        PublishBatchRequestEntries: events.map(event => ({
          Id: event.id,
          Message: messageOf(event),
          MessageAttributes: {
            // For filter policies of subscriptions.
            type: { DataType: 'String', StringValue: event.type },
          },
        })),
      }),
      { abortSignal: AbortSignal.timeout(TIMEOUT_MS) },
    );
    return Successful.flatMap(({ Id }) => Id ?? []);
  }

  /** Closes the connections. */
  close(): void {
    this.#client.destroy();
  }
}

/** The JSON of an event, where what XML 1.0 has no word for is escaped: the queue would refuse it, and nine others with it. */
export function messageOf(event: ShopEvent): string {
  return JSON.stringify(event).replace(
    NOT_IN_XML,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Splits events as SNS takes them, in their order. */
export function batchesOf(events: readonly ShopEvent[]): ShopEvent[][] {
  const batches: ShopEvent[][] = [];
  let bytes = Infinity;
  for (const event of events) {
    const size = Buffer.byteLength(messageOf(event));
    const last = batches.at(-1);
    if (last && last.length < BATCH && bytes + size <= BATCH_BYTES) {
      last.push(event);
      bytes += size;
    } else {
      batches.push([event]);
      bytes = size;
    }
  }
  return batches;
}
