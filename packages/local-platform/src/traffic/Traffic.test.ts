import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { seededRandom } from '../system/seededRandom';
import { ClientMetrics, routeOf } from './ClientMetrics';
import { Traffic } from './Traffic';

const PRODUCT = '0f8fad5b-d9cb-469f-a165-70867728950e';

describe('routeOf', () => {
  it.each([
    ['/v1/products?q=a%20lamp', '/v1/products'],
    [`/v1/cart/items/${PRODUCT}`, '/v1/cart/items/:id'],
    [`/v1/orders/${PRODUCT}/cancel`, '/v1/orders/:id/cancel'],
    ['/v1/users/me', '/v1/users/me'],
  ])('should make of %s the route %s', (path, route) => {
    expect(routeOf(path)).toBe(route);
  });
});

describe('Traffic', () => {
  let server: Server;
  let broken = false;
  const addresses = new Set<string>();

  /** A shop that sells one thing to everybody. */
  function answer(path: string): [number, unknown] {
    if (broken) return [500, {}];
    if (path === '/v1/sessions') return [201, { accessToken: 'token' }];
    if (path === '/v1/products') {
      const product = { id: PRODUCT, priceCents: 100, available: 5 };
      return [200, { items: [product] }];
    }
    if (path === `/v1/products/${PRODUCT}`) return [200, {}];
    if (path.startsWith('/v1/products/')) return [404, {}];
    const order = { id: PRODUCT, state: 'confirmed', totalCents: 100 };
    return [path === '/v1/users' ? 202 : 200, order];
  }

  beforeAll(async () => {
    server = createServer((request, response) => {
      addresses.add(String(request.headers['x-forwarded-for']));
      const [status, body] = answer(String(request.url).replace(/\?.*/, ''));
      request.resume();
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  beforeEach(() => {
    broken = false;
    addresses.clear();
  });

  /** Lets shoppers come until so many visits have ended. */
  async function letCome(visits: number, perMinute = 6_000) {
    const metrics = new ClientMetrics();
    const { port } = server.address() as AddressInfo;
    const end = new AbortController();
    const traffic = new Traffic({
      url: () => `http://127.0.0.1:${port}`,
      metrics,
      perMinute,
      random: seededRandom(7),
      pauseMs: 0,
    });
    const running = traffic.run(end.signal);
    const count = async () =>
      (await values(metrics, 'client_journeys_total')).reduce(
        (sum, { value }) => sum + value,
        0,
      );
    const deadline = Date.now() + 8_000;
    while ((await count()) < visits && Date.now() < deadline) {
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    end.abort();
    await running;
    return metrics;
  }

  async function values(metrics: ClientMetrics, name: string) {
    const metric = metrics.registry.getSingleMetric(name);
    return (await metric?.get())?.values ?? [];
  }

  it('should count every request by its route, as its client saw it', async () => {
    const metrics = await letCome(60);
    const requests = await values(metrics, 'client_requests_total');
    const routes = requests.map(({ labels }) =>
      [labels.service, labels.method, labels.route, labels.status_code].join(
        ' ',
      ),
    );
    expect(routes).toEqual(
      expect.arrayContaining([
        'user-service POST /v1/sessions 201',
        'product-service GET /v1/products 200',
        'product-service GET /v1/products/:id 200',
        'product-service GET /v1/products/:id 404',
        'order-service PUT /v1/cart/items/:id 200',
        'order-service POST /v1/orders 200',
        'order-service GET /v1/orders/:id 200',
        'user-service GET /v1/users/me 200',
      ]),
    );
    expect(new Set(routes).size).toBe(routes.length);
    const journeys = await values(metrics, 'client_journeys_total');
    expect(journeys.map(({ labels }) => labels.outcome)).toEqual(['completed']);
  });

  it('should come from many addresses that belong to nobody', async () => {
    await letCome(20);
    expect(addresses.size).toBeGreaterThan(10);
    for (const address of addresses) {
      expect(address).toMatch(/^198\.1[89]\.\d{1,3}\.\d{1,3}$/);
    }
  });

  it('should say that a visit failed where the shop is at fault', async () => {
    broken = true;
    const metrics = await letCome(5);
    const journeys = await values(metrics, 'client_journeys_total');
    expect(journeys.map(({ labels }) => labels.outcome)).toEqual(['failed']);
  });

  it('should send nobody at a rate of 0', async () => {
    const { port } = server.address() as AddressInfo;
    const end = new AbortController();
    const traffic = new Traffic({
      url: () => `http://127.0.0.1:${port}`,
      metrics: new ClientMetrics(),
      perMinute: 0,
    });
    const running = traffic.run(end.signal);
    await new Promise(resolve => setTimeout(resolve, 50));
    end.abort();
    await running;
    expect(addresses.size).toBe(0);
  });
});
