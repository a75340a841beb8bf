import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RunningService } from '@portico/service-kit';
import {
  ask,
  startTestCloud,
  TEST_ENVIRONMENT,
  testDatabase,
  testTokens,
  untilTrue,
  type TestCloud,
} from '@portico/service-kit/testUtils';
import { anOrder, dueOf, voidOf } from './__testUtils__/orderEvents';
import { startPaymentService } from './app';

jest.setTimeout(60_000);

const NAME = 'payment-service';
const CARD = '4111 1111 1111 1111';
const CVV = 'cvv=737';
const EMAIL = 'ada@example.com';
const PASSWORD = 'password=hunter2canary';
const JWT = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJjYW5hcnkifQ.c2lnbmF0dXJl';
const SECRETS = [
  ...['4111 1111 1111 1111', '4111111111111111', '4111-1111-1111-1111'],
  ...[CVV, EMAIL, 'hunter2canary', JWT],
];
const SENTENCE = `${CARD} ${CVV} ${EMAIL} ${PASSWORD} ${JWT}`;

interface Question {
  token?: string;
}

describe('what a payment leaves behind', () => {
  const place = testDatabase();
  const tokens = testTokens();
  let provider: Server;
  /** Whether the provider says nothing for now. */
  let silent = false;
  let cloud: TestCloud;
  let service: RunningService;
  let log = '';

  /** A provider that repeats to the shop what it should not. */
  function answer({ token }: Question): [status: number, body: object] {
    switch (token) {
      case 'tok_chatty':
        return [402, { status: 'declined', reason: SENTENCE.slice(0, 90) }];
      case 'tok_broken':
        return [500, { error: SENTENCE }];
      case 'tok_leaky':
        return [200, { status: 'captured', reference: CARD, last4: '1111' }];
      case undefined:
        return [200, { status: 'refunded', reference: 're_1' }];
      default:
        return [200, { status: 'captured', reference: 'ch_1', last4: '1111' }];
    }
  }

  beforeAll(async () => {
    provider = createServer(async (request, response) => {
      let text = '';
      for await (const part of request) text += part;
      if (silent) return;
      const [status, body] = answer(JSON.parse(text));
      response.writeHead(status).end(JSON.stringify(body));
    }).listen(0, '127.0.0.1');
    await once(provider, 'listening');
    cloud = await startTestCloud([NAME], 1);
    const environment = cloud.environment(NAME);
    // The SDK reads its credentials from the process.
    Object.assign(process.env, environment);
    const { port } = provider.address() as AddressInfo;
    service = await startPaymentService(
      {
        ...TEST_ENVIRONMENT,
        ...environment,
        ...tokens.environment,
        PAYMENT_PROVIDER_URL: `http://127.0.0.1:${port}`,
        PAYMENT_PROVIDER_KEY: 'test-key-of-the-shop',
        DATABASE_URL: place.url(),
        RATE_LIMIT: '100000',
        LOG_LEVEL: 'debug',
      },
      {
        handleSignals: false,
        logDestination: { write: (line: string) => (log += line) },
      },
    );
  });

  afterAll(async () => {
    await service?.stop();
    await cloud?.remove();
    provider.closeAllConnections();
    provider.close();
  });

  /** Every row of every table, as a dump of the database has it. */
  async function dump(): Promise<string> {
    const tables = await ask<{ name: string }>(
      place.url(),
      `SELECT quote_ident(table_name) AS name FROM information_schema.tables
       WHERE table_schema = 'public'`,
    );
    const rows = await Promise.all(
      tables.map(({ name }) =>
        ask<{ line: string }>(
          place.url(),
          `SELECT '${name} ' || t::text AS line FROM ${name} t`,
        ),
      ),
    );
    return rows
      .flat()
      .map(({ line }) => line)
      .join('\n');
  }
  const metrics = async () =>
    (await fetch(`http://127.0.0.1:${service.metricsPort}/metrics`)).text();
  const paymentOf = async (orderId: string) => {
    const [row] = await ask<{
      state: string;
      token: string | null;
      last4: string | null;
      attempts: number;
      reason: string | null;
    }>(
      place.url(),
      `SELECT state, token, last4, attempts, decline_reason AS reason
       FROM payments WHERE order_id = $1`,
      [orderId],
    );
    return row;
  };
  const pay = async (paymentToken: string, state: string) => {
    const order = anOrder({ paymentToken });
    await cloud.send(NAME, dueOf(order));
    await untilTrue(
      `${paymentToken} is ${state}`,
      async () => (await paymentOf(order.orderId))?.state === state,
    );
    return order;
  };
  const found = (text: string) => SECRETS.filter(one => text.includes(one));

  it('should hold the token until the outcome and the last four digits after it, and nothing else of a card', async () => {
    silent = true;
    const order = await pay('tok_twin', 'pending');
    expect(await paymentOf(order.orderId)).toMatchObject({ token: 'tok_twin' });
    expect(await dump()).toContain('tok_twin');
    silent = false;
    await untilTrue(
      'captured',
      async () => (await paymentOf(order.orderId)).state === 'captured',
    );
    expect(await paymentOf(order.orderId)).toMatchObject({
      ...{ token: null, last4: '1111' },
    });
    expect(await dump()).not.toContain('tok_twin');
  });

  it('should have no secret in its log, its tables and its metrics, whoever sends it', async () => {
    // In place of a token.
    for (const token of [CARD, '4111111111111111', 'tok_4111111111111111']) {
      const { orderId } = await pay(token, 'declined');
      expect((await paymentOf(orderId)).reason).toBe('card_number_refused');
    }
    for (const token of [EMAIL, PASSWORD, JWT, CVV]) {
      const { orderId } = await pay(token, 'declined');
      expect((await paymentOf(orderId)).reason).toBe('invalid_token');
    }
    // From the provider.
    const chatty = await pay('tok_chatty', 'declined');
    expect((await paymentOf(chatty.orderId)).reason).toBe('declined');
    for (const token of ['tok_broken', 'tok_leaky']) {
      const { orderId } = await pay(token, 'pending');
      await untilTrue(
        `${token} is tried`,
        async () => (await paymentOf(orderId)).attempts > 1,
      );
    }
    // In a reason, and in messages that nobody can read.
    const taken = await pay('tok_visa', 'captured');
    const withdrawn = JSON.parse(voidOf(taken));
    withdrawn.data.reason = SENTENCE;
    await cloud.send(NAME, JSON.stringify(withdrawn));
    await untilTrue(
      'refunded',
      async () => (await paymentOf(taken.orderId)).state === 'refunded',
    );
    await cloud.send(NAME, SENTENCE);
    const wrong = { ...withdrawn, id: randomUUID(), data: { card: SENTENCE } };
    await cloud.send(NAME, JSON.stringify(wrong));
    await untilTrue(
      'the dead letters',
      async () => (await cloud.deadLetters(NAME)) === 2,
      20_000,
    );
    // From a caller.
    const url = `http://127.0.0.1:${service.port}`;
    const authorization = await tokens.bearer(taken.userId);
    const secret = encodeURIComponent(SENTENCE);
    for (const path of [
      `/v1/payments?orderId=${secret}`,
      `/v1/payments?cursor=${JWT}`,
      `/v1/payments?email=${EMAIL}`,
      '/v1/payments/4111111111111111',
      `/${secret}`,
    ]) {
      const response = await fetch(url + path, {
        headers: {
          authorization,
          'x-request-id': '4111111111111111',
          'user-agent': SENTENCE,
          cookie: SENTENCE,
        },
      });
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(found(await response.text())).toEqual([]);
    }
    await fetch(`${url}/v1/payments`, {
      headers: { authorization: `Bearer ${JWT}` },
    });
    const written = { log, dump: await dump(), metrics: await metrics() };
    expect(written.log).toContain('answered');
    expect(written.log).toContain('A message could not be handled');
    expect(written.dump).toContain(taken.orderId);
    expect(written.metrics).toContain('type="payment",outcome="declined"');
    expect(found(written.log)).toEqual([]);
    expect(found(written.dump)).toEqual([]);
    expect(found(written.metrics)).toEqual([]);
    const [, token] = authorization.split(' ');
    expect(Object.values(written).join().includes(token)).toBe(false);
  });
});
