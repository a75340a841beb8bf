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
import { NAME, startProductService } from './app';

jest.setTimeout(60_000);

describe('product-service under attack', () => {
  const place = testDatabase();
  const tokens = testTokens();
  let cloud: TestCloud;
  let service: RunningService;
  let count = 0;

  beforeAll(async () => {
    cloud = await startTestCloud([NAME]);
    Object.assign(process.env, cloud.environment(NAME));
    service = await startProductService(
      {
        ...TEST_ENVIRONMENT,
        ...PROTECTED_ENVIRONMENT,
        ...cloud.environment(NAME),
        ...tokens.environment,
        DATABASE_URL: place.url(),
      },
      { handleSignals: false },
    );
  });
  afterAll(async () => {
    await service?.stop();
    await cloud?.remove();
  });

  const url = () => `http://127.0.0.1:${service.port}`;
  const aProduct = () => {
    count += 1;
    return {
      ...{ sku: `NEW-${count}`, name: 'New', description: 'New.' },
      ...{ category: 'new', priceCents: 100, onHand: 5 },
    };
  };
  async function added(): Promise<string> {
    const answer = await fetch(`${url()}/v1/products`, {
      method: 'POST',
      headers: {
        authorization: await tokens.bearer(randomUUID(), ['admin']),
        'content-type': 'application/json',
      },
      body: JSON.stringify(aProduct()),
    });
    return `/v1/products/${(await answer.json()).id}`;
  }

  serviceProtections({
    openapi: join(__dirname, '../openapi.yaml'),
    url,
    metricsUrl: () => `http://127.0.0.1:${service.metricsPort}`,
    databaseUrl: place.url,
    authorization: roles => tokens.bearer(randomUUID(), roles),
    writes: {
      'POST /v1/products': {
        good: () => ({ body: aProduct() }),
        numbers: { priceCents: {}, onHand: { zero: true } },
        admin: true,
      },
      'PATCH /v1/products/:id': {
        good: async () => ({
          path: await added(),
          body: {
            ...{ name: 'Newer', description: '', category: 'newer' },
            ...{ priceCents: 200, active: true, version: 1 },
          },
        }),
        // A version is looked for, and not found.
        numbers: { priceCents: {}, version: { huge: true } },
        admin: true,
      },
      'PUT /v1/products/:id/stock': {
        good: async () => ({
          path: `${await added()}/stock`,
          body: { onHand: 7 },
        }),
        numbers: { onHand: { zero: true } },
        admin: true,
      },
    },
    failing: { table: 'stock', path: () => `/v1/products/${randomUUID()}` },
  });
});
