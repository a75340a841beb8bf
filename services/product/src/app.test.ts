import { randomUUID } from 'node:crypto';
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
    const event = (type: string, data: object) =>
      JSON.stringify({
        specversion: '1.0',
        id: randomUUID(),
        source: 'order-service',
        type,
        subject: orderId,
        time: new Date().toISOString(),
        datacontenttype: 'application/json',
        data,
      });
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
    await cloud.send('product-service', event('order.placed.v1', order));
    await cloud.send('product-service', event('order.placed.v1', order));
    await untilTrue('reserved', async () => (await stock()).reserved === 3);
    await cloud.send('product-service', event('order.confirmed.v1', order));
    await untilTrue('sold', async () => (await stock()).sold === 3);
    expect(await stock()).toEqual({
      on_hand: sample.onHand - 3,
      reserved: 0,
      sold: 3,
    });
  });
});
