import { randomUUID } from 'node:crypto';
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
import { startProductService } from './app';
import { sampleProducts, seed } from './seed';

jest.setTimeout(60_000);

describe('product-service', () => {
  const place = testDatabase();
  const tokens = testTokens();
  const [sample] = sampleProducts(1);
  let cloud: TestCloud;
  let service: RunningService;
  let url: string;

  beforeAll(async () => {
    cloud = await startTestCloud(['product-service']);
    const env = {
      ...TEST_ENVIRONMENT,
      ...cloud.environment('product-service'),
      ...tokens.environment,
      DATABASE_URL: place.url(),
      RATE_LIMIT: '100000',
      LOG_LEVEL: 'silent',
    };
    Object.assign(process.env, cloud.environment('product-service'));
    await seed(env, 200);
    service = await startProductService(env, { handleSignals: false });
    url = `http://127.0.0.1:${service.port}`;
  });

  afterAll(async () => {
    await service?.stop();
    await cloud?.remove();
  });

  it('should find what is for sale', async () => {
    const answer = await fetch(`${url}/v1/products/${sample.id}`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      id: sample.id,
      sku: sample.sku,
      name: sample.name,
      description: sample.description,
      category: sample.category,
      priceCents: sample.priceCents,
      currency: 'USD',
      available: sample.onHand,
      version: 1,
    });
    const found = await fetch(`${url}/v1/products?q=lamp`);
    expect((await found.json()).items).toHaveLength(20);
  });

  it('should reserve, release and sell each order once', async () => {
    const orderId = randomUUID();
    const lines = [
      {
        productId: sample.id,
        name: sample.name,
        quantity: 3,
        unitPriceCents: sample.priceCents,
      },
    ];
    const send = (type: ShopEventType, data: object) =>
      cloud.send('product-service', eventText(type, orderId, data));
    const order = {
      orderId,
      userId: randomUUID(),
      currency: 'USD',
      totalCents: 3 * sample.priceCents,
      lines,
    };
    const stock = async () => {
      const [row] = await ask<Record<string, number>>(
        place.url(),
        'SELECT on_hand, reserved, sold FROM stock WHERE product_id = $1',
        [sample.id],
      );
      return row;
    };
    await send('order.placed.v1', order);
    await send('order.placed.v1', order);
    await untilTrue('reserved', async () => (await stock()).reserved === 3);
    await send('order.confirmed.v1', order);
    await untilTrue('sold', async () => (await stock()).sold === 3);
    expect(await stock()).toEqual({
      on_hand: sample.onHand - 3,
      reserved: 0,
      sold: 3,
    });
  });

  it('should do what openapi.yaml says, in every operation', async () => {
    const api = openApiContract(join(__dirname, '../openapi.yaml'));
    const admin = await tokens.bearer(randomUUID(), ['admin']);
    const headers = { authorization: admin };
    const added = await api.fetch(url, 'POST', '/v1/products', {
      headers,
      body: {
        ...{ sku: 'NEW-1', name: 'New', description: '', category: 'new' },
        ...{ priceCents: 100, onHand: 5 },
      },
    });
    expect(added.status).toBe(201);
    const { id } = await added.json();
    const path = `/v1/products/${id}`;
    const read = async () => (await api.fetch(url, 'GET', path)).json();
    expect(await read()).toMatchObject({ priceCents: 100, available: 5 });
    const change = { headers, body: { priceCents: 200, version: 1 } };
    await api.fetch(url, 'PATCH', path, change);
    // What was kept is dropped with the change.
    expect(await read()).toMatchObject({ priceCents: 200 });
    const late = await api.fetch(url, 'PATCH', path, change);
    expect(late.status).toBe(409);
    const stock = { headers, body: { onHand: 7 } };
    await api.fetch(url, 'PUT', `${path}/stock`, stock);
    expect(await read()).toMatchObject({ available: 7 });
    await api.fetch(url, 'GET', '/v1/categories');
    await api.fetch(url, 'GET', '/v1/products');
    expect(api.untried()).toEqual([]);
  });

  it('should refuse text that PostgreSQL cannot keep, and others than administrators', async () => {
    for (const query of ['q=%00', 'cursor=x', 'ids=1%27', 'limit=0']) {
      const answer = await fetch(`${url}/v1/products?${query}`);
      expect([query, answer.status]).toEqual([query, 400]);
    }
    const customer = await tokens.bearer(randomUUID(), ['customer']);
    const answer = await fetch(`${url}/v1/products/${sample.id}/stock`, {
      method: 'PUT',
      headers: {
        authorization: customer,
        'content-type': 'application/json',
      },
      body: '{"onHand":1}',
    });
    expect(answer.status).toBe(403);
  });
});
