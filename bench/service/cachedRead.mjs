/** A product that is in memory, by a public route, beside Express 5 as it comes. */
const PRODUCT = JSON.stringify({
  id: '0f8fad5b-d9cb-469f-a165-70867728950e',
  sku: 'LAMP-0001',
  name: 'Desk lamp with a warm light',
  description:
    'A lamp of oiled oak and brushed steel for a desk or a shelf. It turns, it dims in five steps, and it remembers the last one. The cable is two metres long.',
  category: 'lighting',
  price: { amount: '49.90', currency: 'USD' },
  available: 12,
  updatedAt: '2026-01-01T00:00:00.000Z',
});

export const name = 'cached-read';
export const title = 'GET /v1/products/:id from memory, beside bare Express 5';
export const limit = 1.6;
export const path = '/v1/products/0f8fad5b-d9cb-469f-a165-70867728950e';

export const ours = `
import { readConfig, serviceSettings, startService } from '@portico/service-kit';
const product = ${PRODUCT};
startService({
  name: 'product-service',
  config: readConfig(serviceSettings),
  routes: () => [
    {
      method: 'get',
      path: '/v1/products/:id',
      access: 'public',
      handle: (_request, response) => response.json(product),
    },
  ],
});`;

export const floor = `
import express from 'express';
const product = ${PRODUCT};
const app = express();
app.get('/v1/products/:id', (_request, response) => response.json(product));
const server = app.listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ port: server.address().port }));
});`;

// A limit that no round reaches: what is counted costs, what is refused does not.
export const oursEnv = {
  HOST: '127.0.0.1',
  PORT: '0',
  METRICS_HOST: '127.0.0.1',
  METRICS_PORT: '0',
  LOG_LEVEL: 'info',
  RATE_LIMIT: '1000000',
  SHUTDOWN_DELAY_SECONDS: '0',
};
