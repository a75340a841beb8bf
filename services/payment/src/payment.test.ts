import { join } from 'node:path';
import type { RunningService } from '@portico/service-kit';
import {
  TEST_ENVIRONMENT,
  ask,
  openApiContract,
  startTestCloud,
  testDatabase,
  testTokens,
  untilTrue,
  type TestCloud,
} from '@portico/service-kit/testUtils';
import { anOrder, dueOf, voidOf } from './__testUtils__/orderEvents';
import { startProvider, type TestProvider } from './__testUtils__/provider';
import { startPaymentService } from './app';

jest.setTimeout(60_000);

const NAME = 'payment-service';

describe('payment-service', () => {
  const place = testDatabase();
  const tokens = testTokens();
  let cloud: TestCloud;
  let provider: TestProvider;
  let service: RunningService;

  beforeAll(async () => {
    cloud = await startTestCloud([NAME]);
    provider = await startProvider();
    const environment = cloud.environment(NAME);
    // The SDK reads its credentials from the process.
    Object.assign(process.env, environment);
    service = await startPaymentService(
      {
        ...TEST_ENVIRONMENT,
        ...environment,
        ...provider.environment,
        ...tokens.environment,
        DATABASE_URL: place.url(),
        RATE_LIMIT: '100000',
        LOG_LEVEL: 'silent',
      },
      { handleSignals: false },
    );
  });

  afterEach(() => provider.switchTo({ mode: 'ok' }));

  afterAll(async () => {
    await service.stop();
    await provider.remove();
    await cloud.remove();
  });

  const stateOf = async (orderId: string) => {
    const [row] = await ask<{ state: string; token: string | null }>(
      place.url(),
      'SELECT state, token FROM payments WHERE order_id = $1',
      [orderId],
    );
    return row;
  };
  const until = (orderId: string, state: string, withinMs?: number) =>
    untilTrue(
      `${orderId} ${state}`,
      async () => (await stateOf(orderId))?.state === state,
      withinMs,
    );
  const told = async (orderId: string) =>
    (
      await ask<{ type: string; data: Record<string, unknown> }>(
        place.url(),
        `SELECT event->>'type' AS type, event->'data' AS data FROM outbox
         WHERE event->>'subject' = $1 ORDER BY sequence`,
        [orderId],
      )
    ).map(({ type, data }) => [type, data.refundedCents ?? data.amountCents]);
  const moneyOf = async (orderId: string) =>
    (await provider.ledger())
      .filter(entry => entry.orderId === orderId)
      .map(({ kind, amountCents }) => [kind, amountCents]);

  it('should capture once, however often it is told, and refund all', async () => {
    const order = anOrder();
    await cloud.send(NAME, dueOf(order));
    await until(order.orderId, 'captured');
    expect(await stateOf(order.orderId)).toMatchObject({ token: null });
    await cloud.send(NAME, dueOf(order));
    await cloud.send(NAME, voidOf(order));
    await until(order.orderId, 'refunded');
    expect(await moneyOf(order.orderId)).toEqual([
      ['capture', 1_200],
      ['refund', 1_200],
    ]);
    expect((await told(order.orderId)).at(-1)).toEqual([
      'payment.voided.v1',
      1_200,
    ]);
  });

  it('should take nothing for an order that was withdrawn before', async () => {
    const order = anOrder();
    await cloud.send(NAME, voidOf(order));
    await until(order.orderId, 'voided');
    await cloud.send(NAME, dueOf(order));
    await cloud.send(NAME, voidOf(order));
    await untilTrue(
      'both answers',
      async () => (await told(order.orderId)).length === 2,
    );
    expect(await told(order.orderId)).toEqual([
      ['payment.voided.v1', 0],
      ['payment.voided.v1', 0],
    ]);
    expect(await moneyOf(order.orderId)).toEqual([]);
  });

  it('should refuse a card number in place of a token, and keep nothing of it', async () => {
    const order = anOrder({ paymentToken: '4111 1111 1111 1111' });
    await cloud.send(NAME, dueOf(order));
    await until(order.orderId, 'declined');
    expect(await stateOf(order.orderId)).toMatchObject({ token: null });
    expect(await told(order.orderId)).toEqual([
      ['payment.declined.v1', undefined],
    ]);
    const rows = await ask<{ line: string }>(
      place.url(),
      `SELECT p::text AS line FROM payments p UNION ALL SELECT o::text FROM outbox o
       UNION ALL SELECT i::text FROM inbox i UNION ALL SELECT r::text FROM refunds r`,
    );
    expect(rows.map(({ line }) => line).join('\n')).not.toMatch(
      /4111[ -]?1111/,
    );
  });

  it.each<[mode: string, state: string, kinds: string[]]>([
    ['decline', 'declined', []],
    ['errors', 'captured', ['capture']],
    ['slow', 'captured', ['capture']],
    ['timeout-after-capture', 'captured', ['capture']],
    ['reset-after-capture', 'captured', ['capture']],
  ])(
    'should come to one end where the provider has the mode %s',
    async (mode, state, kinds) => {
      await provider.switchTo({ mode });
      const order = anOrder();
      await cloud.send(NAME, dueOf(order));
      if (mode !== 'decline') {
        await untilTrue('an attempt', async () => {
          const rows = await ask(
            place.url(),
            'SELECT 1 FROM payments WHERE order_id = $1 AND attempts > 0',
            [order.orderId],
          );
          return rows.length > 0;
        });
        await provider.switchTo({ mode: 'ok' });
      }
      await until(order.orderId, state, 20_000);
      expect((await moneyOf(order.orderId)).map(([kind]) => kind)).toEqual(
        kinds,
      );
    },
  );

  it('should keep no money where an order is withdrawn while the provider does not answer', async () => {
    const order = anOrder({ paymentToken: 'tok_timeout_once' });
    await cloud.send(NAME, dueOf(order));
    await untilTrue(
      'the capture',
      async () => (await moneyOf(order.orderId)).length === 1,
    );
    await cloud.send(NAME, voidOf(order));
    await until(order.orderId, 'refunded', 20_000);
    expect(await moneyOf(order.orderId)).toEqual([
      ['capture', 1_200],
      ['refund', 1_200],
    ]);
  });

  it('should give money back once, however often nobody hears of it', async () => {
    const order = anOrder();
    await cloud.send(NAME, dueOf(order));
    await until(order.orderId, 'captured');
    // The money moves, and the answer is lost.
    await provider.switchTo({ mode: 'reset-after-capture' });
    await cloud.send(NAME, voidOf(order));
    await untilTrue('a second attempt', async () => {
      const rows = await ask(
        place.url(),
        'SELECT 1 FROM payments WHERE order_id = $1 AND attempts > 1',
        [order.orderId],
      );
      return rows.length > 0;
    });
    await provider.switchTo({ mode: 'ok' });
    await until(order.orderId, 'refunded', 20_000);
    expect(await moneyOf(order.orderId)).toEqual([
      ['capture', 1_200],
      ['refund', 1_200],
    ]);
  });

  it('should show a payment to its owner and an admin, and to nobody else', async () => {
    const order = anOrder();
    await cloud.send(NAME, dueOf(order));
    await until(order.orderId, 'captured');
    const list = async (subject: string, roles?: string[]) => {
      const answer = await fetch(
        `http://127.0.0.1:${service.port}/v1/payments?orderId=${order.orderId}`,
        { headers: { Authorization: await tokens.bearer(subject, roles) } },
      );
      return ((await answer.json()) as { items: Array<{ id: string }> }).items;
    };
    const [own] = await list(order.userId);
    expect(own).toMatchObject({ orderId: order.orderId, last4: '4242' });
    const stranger = anOrder().userId;
    expect(await list(stranger)).toEqual([]);
    expect(await list(stranger, ['admin'])).toEqual([own]);
    const one = (authorization: string) =>
      fetch(`http://127.0.0.1:${service.port}/v1/payments/${own.id}`, {
        headers: { Authorization: authorization },
      });
    expect((await one(await tokens.bearer(order.userId))).status).toBe(200);
    const listOf = async (query: string, authorization: string) => {
      const answer = await fetch(
        `http://127.0.0.1:${service.port}/v1/payments?${query}`,
        { headers: { Authorization: authorization } },
      );
      return answer.text();
    };
    // Nor does the cursor of somebody else open their list.
    await cloud.send(NAME, dueOf(anOrder({ userId: order.userId })));
    let nextCursor = '';
    await untilTrue('a second page', async () => {
      const page = await listOf('limit=1', await tokens.bearer(order.userId));
      ({ nextCursor = '' } = JSON.parse(page));
      return nextCursor !== '';
    });
    for (const query of ['', `cursor=${nextCursor}`, 'limit=100']) {
      expect(await listOf(query, await tokens.bearer(stranger))).toBe(
        '{"items":[]}',
      );
    }
    expect((await one(await tokens.bearer(stranger))).status).toBe(404);
  });

  it.each([
    "orderId=' OR 1=1;--",
    'limit=1;DROP TABLE payments',
    'limit=0',
    'limit=101',
    'limit=1e1',
    'orderId[]=1',
    'orderId[$ne]=1',
    'orderId=1&orderId=2',
    'userId=0',
    "cursor=' OR 1=1;--",
    `cursor=${Buffer.from('["2026-01-01T00:00:00Z"]').toString('base64url')}`,
    `cursor=${Buffer.from('{"id":{"$ne":1}}').toString('base64url')}`,
    `cursor=${'A'.repeat(201)}`,
  ])('should refuse the query %s', async query => {
    const answer = await fetch(
      `http://127.0.0.1:${service.port}/v1/payments?${query}`,
      { headers: { Authorization: await tokens.bearer(anOrder().userId) } },
    );
    expect(answer.status).toBe(400);
    expect(await answer.text()).not.toMatch(/select|payments p|syntax/i);
  });

  it.each([
    "' OR 1=1;--",
    '[object Object]',
    '..%2f..%2fetc',
    '1'.repeat(5_000),
  ])('should know no payment %s', async id => {
    const answer = await fetch(
      `http://127.0.0.1:${service.port}/v1/payments/${id}`,
      { headers: { Authorization: await tokens.bearer(anOrder().userId) } },
    );
    expect(answer.status).toBe(404);
  });

  it('should answer as openapi.yaml says', async () => {
    const api = openApiContract(join(__dirname, '../openapi.yaml'));
    const url = `http://127.0.0.1:${service.port}`;
    const order = anOrder();
    await cloud.send(NAME, dueOf(order));
    await until(order.orderId, 'captured');
    const headers = { Authorization: await tokens.bearer(order.userId) };
    const list = await api.fetch(url, 'GET', '/v1/payments', { headers });
    const [{ id }] = ((await list.json()) as { items: Array<{ id: string }> })
      .items;
    await api.fetch(url, 'GET', `/v1/payments/${id}`, { headers });
    expect(api.untried()).toEqual([]);
    const statuses = await Promise.all(
      ['/v1/payments?orderId=1', '/v1/payments?cursor=x', '/v1/payments/1'].map(
        async path => (await api.fetch(url, 'GET', path, { headers })).status,
      ),
    );
    expect(statuses).toEqual([400, 400, 404]);
    expect((await api.fetch(url, 'GET', '/v1/payments')).status).toBe(401);
  });
});
