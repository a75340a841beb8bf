import { DeleteMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Log } from '../log/createLog';

// What SQS deletes at once.
const BATCH = 10;
// Far less than a message is hidden for: it must be gone before it is shown again.
const WITHIN_MS = 200;

/** Deletes messages that were handled, together with those that come soon after. One that stays is only seen again. */
export class HandledMessages {
  readonly #client: SQSClient;
  readonly #options: { queueUrl: string; answerMs: number; log: Log };
  readonly #underWay = new Set<Promise<void>>();
  #receipts: string[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(
    client: SQSClient,
    options: { queueUrl: string; answerMs: number; log: Log },
  ) {
    this.#client = client;
    this.#options = options;
  }

  add(receipt: string): void {
    this.#receipts.push(receipt);
    if (this.#receipts.length === BATCH) this.#send();
    else this.#timer ??= setTimeout(() => this.#send(), WITHIN_MS);
  }

  /** Deletes what is left, and waits for it. */
  async end(): Promise<void> {
    this.#send();
    await Promise.all(this.#underWay);
  }

  #send(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const receipts = this.#receipts.splice(0);
    if (receipts.length === 0) return;
    const sent = this.#delete(receipts).finally(() =>
      this.#underWay.delete(sent),
    );
    this.#underWay.add(sent);
  }

  async #delete(receipts: readonly string[]): Promise<void> {
    const { queueUrl, answerMs, log } = this.#options;
    try {
      await this.#client.send(
        new DeleteMessageBatchCommand({
          QueueUrl: queueUrl,
          Entries: receipts.map((ReceiptHandle, index) => ({
            Id: String(index),
            ReceiptHandle,
          })),
        }),
        { abortSignal: AbortSignal.timeout(answerMs) },
      );
    } catch (error) {
      log.warn({ err: error }, 'Messages that were handled come again');
    }
  }
}
