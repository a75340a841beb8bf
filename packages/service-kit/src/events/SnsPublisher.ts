import { PublishBatchCommand, SNSClient } from '@aws-sdk/client-sns';
import type { EventConfig } from './eventSettings';
import type { Publisher } from './OutboxRelay';
import type { ShopEvent } from './ShopEvent';

// The most that SNS takes at once.
const BATCH = 10;
const TIMEOUT_MS = 5_000;

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

  async publish(events: readonly ShopEvent[]): Promise<ReadonlySet<string>> {
    const arrived = new Set<string>();
    for (let from = 0; from < events.length; from += BATCH) {
      const batch = events.slice(from, from + BATCH);
      for (const id of await this.#publishBatch(batch)) arrived.add(id);
    }
    return arrived;
  }

  async #publishBatch(events: readonly ShopEvent[]): Promise<string[]> {
    const { Successful = [] } = await this.#client.send(
      new PublishBatchCommand({
        TopicArn: this.#topicArn,
        PublishBatchRequestEntries: events.map(event => ({
          Id: event.id,
          Message: JSON.stringify(event),
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
