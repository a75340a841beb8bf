import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { RunningService } from '@portico/service-kit';
import {
  PROTECTED_ENVIRONMENT,
  serviceProtections,
  startTestCloud,
  TEST_ENVIRONMENT,
  testDatabase,
  testTokens,
  type TestCloud,
} from '@portico/service-kit/testUtils';
import {
  startTestProductService,
  type TestProductService,
} from './__testUtils__/productService';
import { startOrderService } from './app';

jest.setTimeout(60_000);

const NAME = 'order-service';
const LAMP = randomUUID();

describe('order-service under attack', () => {
  const place = testDatabase();
  const tokens = testTokens();
  let catalog: TestProductService;
  let cloud: TestCloud;
  let service: RunningService;

  beforeAll(async () => {
    catalog = await startTestProductService({
      product: id =>
        id === LAMP ? { id, name: 'Lamp', priceCents: 1_500 } : undefined,
    });
    cloud = await startTestCloud([NAME]);
    Object.assign(process.env, cloud.environment(NAME));
    service = await startOrderService(
      {
        ...TEST_ENVIRONMENT,
        ...PROTECTED_ENVIRONMENT,
        ...cloud.environment(NAME),
        ...tokens.environment,
        DATABASE_URL: place.url(),
        PRODUCT_URL: catalog.url,
      },
      { handleSignals: false },
    );
  });
  afterAll(async () => {
    await service?.stop();
    await cloud?.remove();
    catalog.close();
  });

  const url = () => `http://127.0.0.1:${service.port}`;
  const cartItem = `/v1/cart/items/${LAMP}`;

  /** Somebody with a lamp in the cart. */
  async function aShopper(): Promise<Record<string, string>> {
    const authorization = await tokens.bearer(randomUUID());
    await fetch(url() + cartItem, {
      method: 'PUT',
      headers: { authorization, 'content-type': 'application/json' },
      body: '{"quantity":1}',
    });
    return { authorization, 'idempotency-key': randomUUID() };
  }
  serviceProtections({
    openapi: join(__dirname, '../openapi.yaml'),
    url,
    metricsUrl: () => `http://127.0.0.1:${service.metricsPort}`,
    databaseUrl: place.url,
    authorization: roles => tokens.bearer(randomUUID(), roles),
    writes: {
      'PUT /v1/cart/items/:productId': {
        good: () => ({ path: cartItem, body: { quantity: 2 } }),
        numbers: { quantity: {} },
      },
      'POST /v1/orders': {
        good: async () => ({
          headers: await aShopper(),
          body: { paymentToken: 'tok_visa' },
        }),
      },
    },
    failing: { table: 'orders', path: () => '/v1/orders' },
  });
});
