import { randomUUID } from 'node:crypto';
import { request as sendRequest } from 'node:http';
import { join } from 'node:path';
import type { RunningService, ShopEventType } from '@portico/service-kit';
import {
  ask,
  eventText,
  openApiContract,
  startTestCloud,
  TEST_ENVIRONMENT,
  testDatabase,
  testTokens,
  untilTrue,
  type TestCloud,
} from '@portico/service-kit/testUtils';
import {
  startTestProductService,
  type TestProductService,
} from './__testUtils__/productService';
import { startOrderService } from './app';

jest.setTimeout(60_000);

const LAMP = randomUUID();

describe('order-service', () => {
  const place = testDatabase();
  const tokens = testTokens();
  let catalog: TestProductService;
  let price = 1_500;
  let catalogUp = true;
  let cloud: TestCloud;
  let service: RunningService;
  let url: string;

  beforeAll(async () => {
    catalog = await startTestProductService({
      product: id =>
        id === LAMP ? { id, name: 'Lamp', priceCents: price } : undefined,
      status: () => (catalogUp ? 200 : 500),
    });
    cloud = await startTestCloud(['order-service', 'others']);
    Object.assign(process.env, cloud.environment('order-service'));
    service = await startOrderService(
      {
        ...TEST_ENVIRONMENT,
        ...cloud.environment('order-service'),
        ...tokens.environment,
        DATABASE_URL: place.url(),
        PRODUCT_URL: catalog.url,
        RATE_LIMIT: '100000',
        LOG_LEVEL: 'silent',
      },
      { handleSignals: false },
    );
    url = `http://127.0.0.1:${service.port}`;
  });

  afterAll(async () => {
    await service?.stop();
    await cloud?.remove();
    catalog.close();
  });

  beforeEach(() => {
    price = 1_500;
    catalogUp = true;
  });

  async function aShopper() {
    const userId = randomUUID();
    const authorization = await tokens.bearer(userId);
    const request = async (
      method: string,
      path: string,
      body?: object,
      headers: Record<string, string> = {},
    ) => {
      const response = await fetch(url + path, {
        method,
        headers: {
          Authorization: authorization,
          'Content-Type': 'application/json',
          ...headers,
        },
        body: body && JSON.stringify(body),
      });
      const { status } = response;
      return { status, headers: response.headers, body: await response.json() };
    };
    const putLamps = (quantity: unknown) =>
      request('PUT', `/v1/cart/items/${LAMP}`, { quantity });
    const checkOut = (key: string, paymentToken = 'tok_visa') =>
      request(
        'POST',
        '/v1/orders',
        { paymentToken },
        { 'Idempotency-Key': key },
      );
    const anOrder = async (): Promise<string> => {
      await putLamps(2);
      return (await checkOut(randomUUID())).body.id;
    };
    return { userId, request, putLamps, checkOut, anOrder };
  }

  const tell = (type: ShopEventType, orderId: string, data: object = {}) =>
    cloud.send('order-service', eventText(type, orderId, { orderId, ...data }));
  const captured = (orderId: string, amountCents: number) =>
    tell('payment.captured.v1', orderId, {
      paymentId: randomUUID(),
      currency: 'USD',
      amountCents,
    });
  const untilState = (orderId: string, state: string) =>
    untilTrue(`${orderId} is ${state}`, async () => {
      const [row] = await ask<{ state: string }>(
        place.url(),
        'SELECT state FROM orders WHERE id = $1',
        [orderId],
      );
      return row.state === state;
    });
  const told = async (orderId: string) => {
    const rows = await ask<{ type: string }>(
      place.url(),
      `SELECT event->>'type' AS type FROM outbox
       WHERE event->>'subject' = $1 ORDER BY sequence`,
      [orderId],
    );
    return rows.map(({ type }) => type);
  };

  it('should answer as openapi.yaml says', async () => {
    const api = openApiContract(join(__dirname, '../openapi.yaml'));
    const { userId, checkOut, putLamps } = await aShopper();
    const headers = { authorization: await tokens.bearer(userId) };
    const call = (method: string, path: string, more: object = {}) =>
      api.fetch(url, method, path, { headers, ...more });
    const item = `/v1/cart/items/${LAMP}`;
    await call('GET', '/v1/cart');
    await call('PUT', item, { body: { quantity: 2 } });
    await call('DELETE', item);
    await call('PUT', item, { body: { quantity: 1 } });
    const placed = await call('POST', '/v1/orders', {
      headers: { ...headers, 'idempotency-key': randomUUID() },
      body: { paymentToken: 'tok_visa' },
    });
    const { id } = await placed.json();
    await call('GET', `/v1/orders/${id}`);
    await call('POST', `/v1/orders/${id}/cancel`);
    await putLamps(1);
    await checkOut(randomUUID());
    const page = await call('GET', '/v1/orders?limit=1');
    const { nextCursor, items } = await page.json();
    const next = await call('GET', `/v1/orders?cursor=${nextCursor}`);
    expect((await next.json()).items[0].id).toBe(id);
    expect(items[0].id).not.toBe(id);
    expect(api.untried()).toEqual([]);

    const refused = async (method: string, path: string, more: object = {}) =>
      (await call(method, path, more)).status;
    expect(await refused('GET', '/v1/cart', { headers: {} })).toBe(401);
    expect(await refused('GET', '/v1/orders?limit=0')).toBe(400);
    expect(await refused('GET', '/v1/orders?cursor=x')).toBe(400);
    expect(await refused('GET', '/v1/orders/none')).toBe(404);
    expect(await refused('POST', '/v1/orders', { body: {} })).toBe(400);
    await putLamps(1);
    price = 1_600;
    const changed = {
      headers: { ...headers, 'idempotency-key': 'a key with spaces' },
      body: { paymentToken: 'tok_visa' },
    };
    expect(await refused('POST', '/v1/orders', changed)).toBe(409);
  });

  it('should lead an order to its confirmation', async () => {
    const { anOrder } = await aShopper();
    const id = await anOrder();
    await tell('stock.reserved.v1', id);
    await untilState(id, 'reserved');
    await captured(id, 3_000);
    await untilState(id, 'confirmed');
    expect(await told(id)).toEqual([
      'order.placed.v1',
      'order.payment-due.v1',
      'order.confirmed.v1',
    ]);
    const [{ payment_token: token }] = await ask<{ payment_token: null }>(
      place.url(),
      'SELECT payment_token FROM orders WHERE id = $1',
      [id],
    );
    expect(token).toBeNull();
    await tell('stock.sold.v1', id);
    await untilTrue('it is known to be sold', async () => {
      const [row] = await ask<{ sold: boolean }>(
        place.url(),
        'SELECT stock_sold_at IS NOT NULL AS sold FROM orders WHERE id = $1',
        [id],
      );
      return row.sold;
    });
  });

  it('should give the stock back where the payment is declined', async () => {
    const { anOrder } = await aShopper();
    const id = await anOrder();
    await tell('stock.reserved.v1', id);
    await tell('payment.declined.v1', id, { reason: 'no' });
    await untilState(id, 'releasing');
    await tell('stock.released.v1', id);
    await untilState(id, 'cancelled');
    expect((await told(id)).slice(-2)).toEqual([
      'order.stock-release.v1',
      'order.cancelled.v1',
    ]);
  });

  it('should give everything back where another amount was taken', async () => {
    const { anOrder } = await aShopper();
    const id = await anOrder();
    await tell('stock.reserved.v1', id);
    await untilState(id, 'reserved');
    await captured(id, 2_999);
    await untilState(id, 'voiding');
    await tell('payment.voided.v1', id, { refundedCents: 2_999 });
    await untilState(id, 'releasing');
    await tell('stock.released.v1', id);
    await untilState(id, 'cancelled');
    expect(await told(id)).not.toContain('order.confirmed.v1');
  });

  it('should take an order back until it is confirmed', async () => {
    const { anOrder, request } = await aShopper();
    const id = await anOrder();
    const cancel = () => request('POST', `/v1/orders/${id}/cancel`);
    expect(await cancel()).toMatchObject({
      status: 202,
      body: { state: 'voiding', reason: 'cancelled-by-customer' },
    });
    expect((await cancel()).status).toBe(202);
    expect(await told(id)).toEqual([
      'order.placed.v1',
      'order.payment-void.v1',
    ]);
    const other = await anOrder();
    await tell('stock.reserved.v1', other);
    await captured(other, 3_000);
    await untilState(other, 'confirmed');
    expect(await request('POST', `/v1/orders/${other}/cancel`)).toMatchObject({
      status: 409,
      body: { code: 'CONFLICT' },
    });
  });

  it('should accept one order for one key, however often and at once', async () => {
    const { putLamps, checkOut, request } = await aShopper();
    await putLamps(1);
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => checkOut(key)),
    );
    const first = answers.find(({ status }) => status === 202)?.body;
    for (const { status, body } of answers) {
      expect([202, 409]).toContain(status);
      expect([first.id, undefined]).toContain(body.id);
    }
    const again = await checkOut(key);
    expect(again).toMatchObject({ status: 202, body: first });
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect((await checkOut(key, 'tok_other')).body.code).toBe(
      'IDEMPOTENCY_KEY_REUSED',
    );
    expect((await request('GET', '/v1/orders')).body.items).toHaveLength(1);
    expect((await request('GET', '/v1/cart')).body.lines).toEqual([]);
  });

  it('should say that a key is in use at once, and give its answer later', async () => {
    const { userId, putLamps, checkOut } = await aShopper();
    await putLamps(1);
    const key = randomUUID();
    // As the request that is under way holds it.
    const underWay = ask(
      place.url(),
      'SELECT pg_sleep(60) FROM pg_advisory_lock(hashtextextended($1, 1))',
      [JSON.stringify([userId, key])],
    ).catch(({ code }) => code);
    const holders = () =>
      ask<{ pid: number }>(
        place.url(),
        `SELECT a.pid FROM pg_stat_activity a JOIN pg_locks l USING (pid)
         WHERE a.datname = current_database() AND l.locktype = 'advisory'
           AND l.granted AND a.query LIKE '%pg_sleep(60)%'`,
      );
    await untilTrue('it is held', async () => (await holders()).length === 1);
    const { status, body, headers } = await checkOut(key);
    expect({ status, code: body.code }).toEqual({
      ...{ status: 409, code: 'IDEMPOTENCY_KEY_IN_USE' },
    });
    expect(headers.get('retry-after')).toBe('1');
    const [{ pid }] = await holders();
    await ask(place.url(), 'SELECT pg_cancel_backend($1)', [pid]);
    // Cancelled, and not over by itself.
    expect(await underWay).toBe('57014');
    expect((await checkOut(key)).status).toBe(202);
  });

  it('should take a key as a new one after 24 hours', async () => {
    const { userId, putLamps, checkOut } = await aShopper();
    await putLamps(1);
    const first = await checkOut('daily');
    await putLamps(1);
    expect((await checkOut('daily')).body.id).toBe(first.body.id);
    await ask(
      place.url(),
      `UPDATE idempotency_keys SET used_at = now() - interval '24 hours 1 second'
       WHERE user_id = $1`,
      [userId],
    );
    const second = await checkOut('daily');
    expect(second.status).toBe(202);
    expect(second.body.id).not.toBe(first.body.id);
  });

  it('should take the price from the shop, and tell when it has changed', async () => {
    const { putLamps, checkOut, request } = await aShopper();
    await putLamps(1);
    price = 1_600;
    const key = randomUUID();
    // Also the second time: who missed the first answer has not seen the price.
    for (let time = 0; time < 2; time++) {
      const { status, body } = await checkOut(key);
      expect({ status, code: body.code, cart: body.cart }).toEqual({
        status: 409,
        code: 'PRICE_CHANGED',
        cart: {
          currency: 'USD',
          totalCents: 1_600,
          lines: [
            {
              ...{ productId: LAMP, name: 'Lamp' },
              ...{ quantity: 1, unitPriceCents: 1_600 },
            },
          ],
        },
      });
    }
    const { body: cart } = await request('GET', '/v1/cart');
    expect(cart.totalCents).toBe(1_600);
    expect((await checkOut(randomUUID())).body.totalCents).toBe(1_600);
  });

  it.each([
    'a key with spaces',
    '"8e03978e-40d5-43dd-bc93-6894a57f9324"',
    '~'.repeat(255),
  ])('should take the key %j, once', async key => {
    const { putLamps, checkOut } = await aShopper();
    await putLamps(1);
    const { status, body } = await checkOut(key);
    expect(status).toBe(202);
    expect((await checkOut(key)).body.id).toBe(body.id);
  });

  it.each(['', ' ', 'ü', 'a\tb', 'a'.repeat(256)])(
    'should refuse the key %j',
    async key => {
      const { putLamps, checkOut } = await aShopper();
      await putLamps(1);
      expect((await checkOut(key)).status).toBe(400);
    },
  );

  it('should refuse two keys for one order', async () => {
    const { userId, putLamps } = await aShopper();
    await putLamps(1);
    const authorization = await tokens.bearer(userId);
    const send = (...keys: string[]) =>
      new Promise<number | undefined>((done, fail) => {
        const sent = sendRequest(`${url}/v1/orders`, {
          method: 'POST',
          headers: {
            authorization,
            'content-type': 'application/json',
            'idempotency-key': keys,
          },
        });
        sent.once('error', fail);
        sent.once('response', response => {
          response.resume();
          done(response.statusCode);
        });
        sent.end('{"paymentToken":"tok_visa"}');
      });
    expect(await send('one', 'two')).toBe(400);
    expect(await send('one')).toBe(202);
  });

  it('should say "try again" where products cannot be asked, and keep reading', async () => {
    const { putLamps, checkOut, request } = await aShopper();
    await putLamps(1);
    catalogUp = false;
    expect((await checkOut(randomUUID())).status).toBe(503);
    expect((await request('GET', '/v1/cart')).status).toBe(200);
    expect((await request('GET', '/v1/orders')).status).toBe(200);
  });

  it('should show an order to nobody else', async () => {
    const { anOrder, request } = await aShopper();
    const id = await anOrder();
    const other = await aShopper();
    expect((await request('GET', `/v1/orders/${id}`)).status).toBe(200);
    expect((await other.request('GET', `/v1/orders/${id}`)).status).toBe(404);
    expect(
      (await other.request('POST', `/v1/orders/${id}/cancel`)).status,
    ).toBe(404);
    expect((await other.request('GET', '/v1/orders')).body.items).toEqual([]);
  });

  it.each([-1, 0, 1.5, 100, 1e9, '1', null, [1], {}])(
    'should refuse the quantity %j',
    async quantity => {
      const { putLamps } = await aShopper();
      expect((await putLamps(quantity)).status).toBe(400);
    },
  );

  it.each(['NaN', '1e400', '-0.0001', '0x1', '01'])(
    'should refuse the quantity %s, as a text',
    async quantity => {
      const { userId } = await aShopper();
      const answer = await fetch(`${url}/v1/cart/items/${LAMP}`, {
        method: 'PUT',
        headers: {
          authorization: await tokens.bearer(userId),
          'content-type': 'application/json',
        },
        body: `{"quantity":${quantity}}`,
      });
      expect(answer.status).toBe(400);
    },
  );

  it.each([
    "cursor=' OR 1=1;--",
    'cursor[]=1',
    'cursor[$ne]=1',
    'cursor=1&cursor=2',
    'cursor=9999999999999999999',
    'limit=1;DROP TABLE orders',
    'limit=101',
    'userId=1',
  ])('should refuse the query %s', async query => {
    const { request } = await aShopper();
    const { status, body } = await request('GET', `/v1/orders?${query}`);
    expect(status).toBe(400);
    expect(JSON.stringify(body)).not.toMatch(/select|syntax|orders\b/i);
  });

  it('should need no time to refuse long texts', async () => {
    const { putLamps, request } = await aShopper();
    await putLamps(1);
    const long = [
      'tok_'.padEnd(50_000, '4-'),
      'tok_'.padEnd(50_000, '_'),
      '4 '.repeat(25_000),
    ];
    const headers = { 'Idempotency-Key': randomUUID() };
    for (const paymentToken of long) {
      const from = process.cpuUsage();
      const { status } = await request(
        'POST',
        '/v1/orders',
        { paymentToken },
        headers,
      );
      const { user } = process.cpuUsage(from);
      expect(status).toBe(400);
      // A regular expression that goes astray takes minutes.
      expect(user / 1_000).toBeLessThan(500);
    }
  });

  it('should refuse a body with a price, a state or an owner, and a card for a token', async () => {
    const { putLamps, request } = await aShopper();
    await putLamps(1);
    const key = { 'Idempotency-Key': randomUUID() };
    for (const more of [
      { totalCents: 1 },
      { state: 'confirmed' },
      { userId: randomUUID() },
      { paymentToken: '4242424242424242' },
      { paymentToken: 'tok_4242424242424242' },
      { paymentToken: 'tok_4242-4242-4242-4242' },
    ]) {
      const body = { paymentToken: 'tok_visa', ...more };
      expect((await request('POST', '/v1/orders', body, key)).status).toBe(400);
    }
    expect(
      (await request('POST', '/v1/orders', { paymentToken: 'tok_visa' }))
        .status,
    ).toBe(400);
  });
});
