/** A product that is in memory, by a public route, beside Express 5 as it comes. */
import { compareCpu } from './cpu.mjs';

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
const PATH = '/v1/products/0f8fad5b-d9cb-469f-a165-70867728950e';

const OURS = `
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

/** Express 5 as it comes, with a product in memory. */
export function bareExpress(product) {
  return `
import express from 'express';
const product = ${product};
const app = express();
app.get('/v1/products/:id', (_request, response) => response.json(product));
const server = app.listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ port: server.address().port }));
});`;
}

export const cachedRead = {
  name: 'cached-read',
  title: 'GET /v1/products/:id from memory, beside bare Express 5',
  needs: 'nothing',
  unit: 'us of CPU for a request',
  limit: { atMost: 1.6 },
  run: options =>
    compareCpu(
      {
        name: 'cached-read',
        ours: OURS,
        floor: bareExpress(PRODUCT),
        path: PATH,
      },
      options,
    ).then(rounds => ({ rounds })),
};
