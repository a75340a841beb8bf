import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig } from '../config/readConfig';
import { UnavailableError } from '../errors/ServiceError';
import { createLog } from '../log/createLog';
import {
  leastOf,
  startTestCloud,
  untilTrue,
  type TestCloud,
} from '../testUtils';
import { eventSettings } from './eventSettings';
import { QueueConsumer } from './QueueConsumer';

jest.setTimeout(60_000);

const log = createLog({ service: 'test', level: 'silent' });
const MAX_RECEIVES = 2;
const AT_ONCE = 3;

describe('QueueConsumer', () => {
  let cloud: TestCloud;
  const consumers: QueueConsumer[] = [];

  beforeAll(async () => {
    cloud = await startTestCloud(['a', 'b', 'c', 'd', 'e', 'f'], MAX_RECEIVES);
    Object.assign(process.env, cloud.environment('a'));
  });
  afterAll(async () => {
    await Promise.all(consumers.map(consumer => consumer.stop()));
    await cloud.remove();
  });

  function consume(
    queue: string,
    process: (text: string) => Promise<'done'>,
    ready = async () => {},
    apartMs?: number,
  ) {
    const config = readConfig(eventSettings, cloud.environment(queue));
    const consumer = QueueConsumer.create({
      config: { ...config, QUEUE_URL: config.QUEUE_URL ?? '' },
      processor: { process },
      ready,
      log,
      ...{ atOnce: AT_ONCE, apartMs },
      // The emulator hands over no message again that was put back for no time at all.
      delaySeconds: () => 1,
    });
    consumers.push(consumer);
    consumer.start();
    return consumer;
  }

  it('should hand over what it takes, and leave what fails to the dead letters', async () => {
    const taken: string[] = [];
    consume('a', async text => {
      if (text === 'poison') throw new Error('No');
      taken.push(text);
      return 'done';
    });
    const good = Array.from({ length: 15 }, () => randomUUID());
    for (const text of [...good.slice(0, 5), 'poison', ...good.slice(5)]) {
      await cloud.send('a', text);
    }
    await untilTrue('all are taken', () => taken.length === good.length);
    await untilTrue(
      'the poison is given up',
      async () => (await cloud.deadLetters('a')) === 1,
    );
    expect([...taken].sort()).toEqual([...good].sort());
  });

  it.each`
    queue  | apartMs      | count | everyMs | most
    ${'e'} | ${undefined} | ${40} | ${10}   | ${22}
    ${'f'} | ${1_000}     | ${4}  | ${150}  | ${3}
  `(
    'should take a few at a time where they come one by one: $apartMs',
    async ({ queue, apartMs, count, everyMs, most }) => {
      const sent = jest.spyOn(SQSClient.prototype, 'send');
      try {
        let taken = 0;
        const take = async () => {
          taken += 1;
          return 'done' as const;
        };
        const consumer = consume(queue, take, undefined, apartMs);
        for (let n = 0; n < count; n++) {
          await cloud.send(queue, randomUUID());
          await sleep(everyMs);
        }
        await untilTrue('all are taken', () => taken === count);
        const calls = sent.mock.calls.filter(
          ([command]) => command instanceof ReceiveMessageCommand,
        );
        // Without a rest there is a call for nearly each of them.
        expect(calls.length).toBeLessThanOrEqual(most);
        // The next case must count no calls of this one.
        await consumer.stop();
      } finally {
        sent.mockRestore();
      }
    },
  );

  it('should take nothing more while everything would fail, and lose nothing for it', async () => {
    let up = false;
    let tries = 0;
    let asked = 0;
    consume(
      'b',
      async () => {
        tries += 1;
        if (!up) throw new UnavailableError('Away');
        return 'done';
      },
      async () => {
        asked += 1;
        if (!up) throw new UnavailableError('Away');
      },
    );
    for (let n = 0; n < 5; n++) await cloud.send('b', randomUUID());
    await untilTrue('it has asked three times', () => asked >= 3);
    const inVain = tries;
    expect(inVain).toBeLessThanOrEqual(5);
    up = true;
    await untilTrue('all are taken', () => tries === inVain + 5);
    expect(await cloud.deadLetters('b')).toBe(0);
  });

  it('should take no more than it handles, and leave the others to whoever comes when it stops', async () => {
    let underWay = 0;
    let most = 0;
    let release = () => {};
    const held = new Promise<void>(resolve => {
      release = resolve;
    });
    for (let n = 0; n < 10; n++) await cloud.send('d', randomUUID());
    const first = consume('d', async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await held;
      return 'done';
    });
    await untilTrue('it holds some', () => underWay > 0);
    const stopped = first.stop();
    const others: string[] = [];
    consume('d', async text => {
      others.push(text);
      return 'done';
    });
    // Sooner than the queue takes back what somebody keeps.
    const left = 10 - underWay;
    await untilTrue('the others', () => others.length === left, 3_000);
    release();
    await stopped;
    expect(most).toBeLessThanOrEqual(AT_ONCE);
    expect(await cloud.deadLetters('d')).toBe(0);
  });

  /** Consumes a queue that is ours; `taken` are the texts that it handled. */
  function consumeOwn(queue: OwnQueue, held?: Promise<void>) {
    const taken: string[] = [];
    const config = readConfig(eventSettings, cloud.environment('a'));
    const consumer = QueueConsumer.create({
      config: {
        ...config,
        AWS_ENDPOINT_URL: queue.url,
        QUEUE_URL: `${queue.url}/000000000000/own`,
      },
      processor: {
        process: async text => {
          taken.push(text);
          await held;
          return 'done';
        },
      },
      ready: async () => {},
      log,
      atOnce: AT_ONCE,
    });
    consumer.start();
    return { consumer, taken };
  }

  it('should give back what comes when it has been told to stop', async () => {
    const queue = await startOwnQueue();
    const { consumer, taken } = consumeOwn(queue);
    await untilTrue('it waits for messages', () => queue.asked.length === 1);
    const stopped = consumer.stop();
    await sleep(20);
    queue.handOver('receipt');
    await stopped;
    queue.close();
    expect(taken).toEqual([]);
    expect(queue.asked.slice(1)).toEqual([
      [
        'ChangeMessageVisibility',
        expect.objectContaining({
          ReceiptHandle: 'receipt',
          VisibilityTimeout: 1,
        }),
      ],
    ]);
  });

  it('should delete together what comes one after the other, and all of it', async () => {
    const queue = await startOwnQueue();
    const { consumer, taken } = consumeOwn(queue);
    const receipts = Array.from({ length: 23 }, (_none, n) => `r-${n}`);
    for (const receipt of receipts) queue.handOver(receipt);
    await untilTrue('all are taken', () => taken.length === receipts.length);
    const deleted = () =>
      queue.asked.flatMap(([action, body]) =>
        action === 'DeleteMessageBatch' ? [receiptsIn(body)] : [],
      );
    await untilTrue('all are deleted', () => deleted().flat().length === 23);
    expect(deleted().flat()).toEqual(receipts);
    const sizes = deleted().map(({ length }) => length);
    // On a machine that is slow, it may be that no ten come in time.
    expect(sizes.length).toBeLessThan(12);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(10);
    await consumer.stop();
    queue.close();
  });

  it('should delete what it handles last before it ends', async () => {
    const queue = await startOwnQueue();
    let release = () => {};
    const held = new Promise<void>(resolve => {
      release = resolve;
    });
    const { consumer, taken } = consumeOwn(queue, held);
    queue.handOver('the last');
    await untilTrue('it is taken', () => taken.length === 1);
    const stopped = consumer.stop();
    release();
    await stopped;
    queue.close();
    expect(queue.asked.at(-1)?.[0]).toBe('DeleteMessageBatch');
  });

  it('should go on where nothing can be deleted', async () => {
    const queue = await startOwnQueue({ deletes: false });
    const { consumer, taken } = consumeOwn(queue);
    for (let n = 0; n < 12; n++) queue.handOver(`r-${n}`);
    await untilTrue('all are taken', () => taken.length === 12);
    await consumer.stop();
    queue.close();
  });

  it('should end a long wait at once', async () => {
    const turn = async () => {
      const consumer = consume('c', async () => 'done');
      await new Promise(resolve => setTimeout(resolve, 300));
      const from = performance.now();
      await consumer.stop();
      return performance.now() - from;
    };
    expect(await leastOf(3, 1_000, turn)).toBeLessThan(1_000);
  });
});

type OwnQueue = Awaited<ReturnType<typeof startOwnQueue>>;

/** A queue that hands over one message at a time, when it is told to. */
async function startOwnQueue({ deletes = true } = {}) {
  const asked: Array<[action: string, body: unknown]> = [];
  const receipts: string[] = [];
  const waiting: Array<(receipt: string) => void> = [];
  const handOver = (receipt: string) => {
    const next = waiting.shift();
    if (next) next(receipt);
    else receipts.push(receipt);
  };
  const nextReceipt = () =>
    new Promise<string>(resolve => {
      const receipt = receipts.shift();
      if (receipt === undefined) waiting.push(resolve);
      else resolve(receipt);
    });
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const part of request) text += part;
    const action = String(request.headers['x-amz-target']).split('.')[1];
    response.setHeader('content-type', 'application/x-amz-json-1.0');
    if (action !== 'ReceiveMessage') {
      // Nothing is done for one who does not wait for it.
      await sleep(50);
      if (response.destroyed) return;
      asked.push([action, JSON.parse(text)]);
      response.statusCode = deletes ? 200 : 400;
      response.end('{}');
      return;
    }
    asked.push([action, JSON.parse(text)]);
    const message = {
      MessageId: randomUUID(),
      ReceiptHandle: await nextReceipt(),
      Body: 'late',
      MD5OfBody: createHash('md5').update('late').digest('hex'),
    };
    response.end(JSON.stringify({ Messages: [message] }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url, asked, handOver, close };
}

function receiptsIn(body: unknown): string[] {
  const { Entries } = body as { Entries: Array<{ ReceiptHandle: string }> };
  return Entries.map(({ ReceiptHandle }) => ReceiptHandle);
}
