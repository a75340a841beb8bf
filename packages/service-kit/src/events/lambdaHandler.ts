import type { Log } from '../log/createLog';
import type { EventProcessor } from './EventProcessor';

/** What AWS Lambda hands over of a queue. */
export interface QueueBatch {
  Records: ReadonlyArray<{ messageId: string; body: string }>;
}

/** The messages that come again; the others are deleted. */
export interface BatchOutcome {
  batchItemFailures: Array<{ itemIdentifier: string }>;
}

/** Works off a queue as a function of AWS Lambda; its event source must say `ReportBatchItemFailures`. */
export function lambdaHandler(options: {
  processor: EventProcessor;
  log: Log;
}): (batch: QueueBatch) => Promise<BatchOutcome> {
  const { processor, log } = options;
  return async ({ Records }) => {
    const failures = await Promise.all(
      Records.map(async ({ messageId, body }) => {
        try {
          await processor.process(body);
          return [];
        } catch (error) {
          log.warn({ err: error, messageId }, 'A message could not be handled');
          return [{ itemIdentifier: messageId }];
        }
      }),
    );
    return { batchItemFailures: failures.flat() };
  };
}
