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
    cloud = await startTestCloud(['a', 'b', 'c', 'd'], MAX_RECEIVES);
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
  ) {
    const config = readConfig(eventSettings, cloud.environment(queue));
    const consumer = QueueConsumer.create({
      config: { ...config, QUEUE_URL: config.QUEUE_URL ?? '' },
      processor: { process },
      ready,
      log,
      atOnce: AT_ONCE,
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

  it('should give back what comes when it has been told to stop', async () => {
    const queue = await startSlowQueue();
    const taken: string[] = [];
    const config = readConfig(eventSettings, cloud.environment('a'));
    const consumer = QueueConsumer.create({
      config: {
        ...config,
        AWS_ENDPOINT_URL: queue.url,
        QUEUE_URL: `${queue.url}/000000000000/slow`,
      },
      processor: {
        process: async text => {
          taken.push(text);
          return 'done';
        },
      },
      ready: async () => {},
      log,
      atOnce: AT_ONCE,
    });
    consumer.start();
    await untilTrue('it waits for messages', () => queue.asked.length === 1);
    const stopped = consumer.stop();
    await sleep(20);
    queue.handOver();
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

/** A queue that hands over one message, when it is told to. */
async function startSlowQueue() {
  const asked: Array<[action: string, body: unknown]> = [];
  let handOver = () => {};
  const told = new Promise<void>(resolve => {
    handOver = resolve;
  });
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const part of request) text += part;
    const action = String(request.headers['x-amz-target']).split('.')[1];
    asked.push([action, JSON.parse(text)]);
    response.setHeader('content-type', 'application/x-amz-json-1.0');
    if (action !== 'ReceiveMessage') {
      response.end('{}');
      return;
    }
    await told;
    const message = {
      MessageId: randomUUID(),
      ReceiptHandle: 'receipt',
      Body: 'late',
      MD5OfBody: createHash('md5').update('late').digest('hex'),
    };
    response.end(JSON.stringify({ Messages: [message] }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return { url, asked, handOver, close: () => server.close() };
}
