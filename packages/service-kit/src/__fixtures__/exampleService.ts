import {
  NotFoundError,
  readConfig,
  serviceSettings,
  startService,
} from '../index';

const products = new Map([['p-1', { id: 'p-1', name: 'Lamp' }]]);

startService({
  name: 'product-service',
  config: readConfig(serviceSettings),
  checks: { shelf: async signal => signal.throwIfAborted() },
  routes: ({ metrics }) => [
    {
      method: 'get',
      path: '/v1/products/:id',
      access: 'public',
      handle: ({ params }, response) => {
        const product = products.get(String(params.id));
        if (!product) throw new NotFoundError('There is no such product.');
        metrics.countTransaction('product-read', 'found');
        response.json(product);
      },
    },
  ],
});
