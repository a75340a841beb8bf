import { deadLettersOf, queueUrl } from '../../shop/cloud';
import type { ShopWorld } from '../../shop/ShopWorld';

/** Puts a text into a queue by the protocol of SQS, as SNS would. */
export async function sendToQueue(
  world: ShopWorld,
  queue: string,
  body: string,
): Promise<void> {
  await askQueues(world, 'SendMessage', queue, { MessageBody: body });
}

/** Throws away what a queue gave up, after a case that made it do so. */
export async function emptyDeadLetters(
  world: ShopWorld,
  queue: string,
): Promise<void> {
  await askQueues(world, 'PurgeQueue', deadLettersOf(queue), {});
}

async function askQueues(
  world: ShopWorld,
  action: string,
  queue: string,
  more: object,
): Promise<void> {
  const { cloud } = world.ports;
  const answer = await fetch(`http://localhost:${cloud}/`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.0',
      'X-Amz-Target': `AmazonSQS.${action}`,
      // The emulator takes any signature; its service and region must be there.
      Authorization:
        'AWS4-HMAC-SHA256 Credential=local/20260101/us-west-2/sqs/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: JSON.stringify({ QueueUrl: queueUrl(cloud, queue), ...more }),
    signal: AbortSignal.timeout(5_000),
  });
  if (!answer.ok) throw new Error(`${action} ${queue}: ${await answer.text()}`);
}
