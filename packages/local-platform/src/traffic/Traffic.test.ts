import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { seededRandom } from '../system/seededRandom';
import { ClientMetrics, routeOf } from './ClientMetrics';
import { gapMs, Traffic, type TrafficOptions } from './Traffic';

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

describe('gapMs', () => {
  it('should be as long as the rate says on average, and mostly shorter', () => {
    const gaps = Array.from({ length: 10_000 }, (_none, n) =>
      gapMs(600, n / 10_000),
    );
    const sum = gaps.reduce((total, gap) => total + gap, 0);
    expect(sum / gaps.length).toBeCloseTo(100, 0);
    // Half of all are below 0.69 of the average: they are exponential.
    expect(gapMs(600, 0.5)).toBeCloseTo(69.3, 1);
  });

  it.each([
    ['nobody is to come', 0, 0.5, 1_000],
    ['somebody is to come once an hour', 1 / 60, 0.999, 60_000],
    ['the number that is drawn is nearly 1', 600, 1 - 1e-12, 1_000],
  ])('should have a bound where %s', (_, perMinute, drawn, gap) => {
    expect(gapMs(perMinute, drawn)).toBe(gap);
  });
});

describe('Traffic', () => {
  let server: Server;
  let broken = false;
  let silent = false;
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
      if (silent) return;
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
    silent = false;
    addresses.clear();
  });

  /** Lets shoppers come until so many visits have ended. */
  async function letCome(
    visits: number,
    more: Pick<Partial<TrafficOptions>, 'onFailure' | 'random'> = {},
  ) {
    const metrics = new ClientMetrics();
    const { port } = server.address() as AddressInfo;
    const end = new AbortController();
    const traffic = new Traffic({
      url: () => `http://127.0.0.1:${port}`,
      ...{ metrics, perMinute: 6_000, pauseMs: 0 },
      random: seededRandom(7),
      ...more,
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
    const [journeys, ...others] = await values(
      metrics,
      'client_journeys_total',
    );
    expect(journeys.labels.outcome).toBe('completed');
    expect(others).toEqual([]);
    const times = (path: string) =>
      requests.find(({ labels }) => labels.route === path)?.value ?? 0;
    // Who was here before signs in again, and registers only once.
    expect(times('/v1/sessions')).toBeGreaterThanOrEqual(journeys.value);
    expect(times('/v1/users')).toBeLessThan(journeys.value / 3);
  });

  it('should know forty shoppers at most', async () => {
    // Somebody new each time, as long as there may be more.
    const metrics = await letCome(60, { random: () => 0.05 });
    const requests = await values(metrics, 'client_requests_total');
    const registered = requests.find(
      ({ labels }) => labels.route === '/v1/users',
    );
    expect(registered?.value).toBe(40);
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
    const reasons: unknown[] = [];
    const metrics = await letCome(5, { onFailure: e => reasons.push(e) });
    const journeys = await values(metrics, 'client_journeys_total');
    expect(journeys.map(({ labels }) => labels.outcome)).toEqual(['failed']);
    expect(reasons.length).toBeGreaterThanOrEqual(5);
    for (const reason of reasons) expect(reason).toBeInstanceOf(Error);
  });

  function aTraffic(perMinute: number) {
    const { port } = server.address() as AddressInfo;
    const end = new AbortController();
    const traffic = new Traffic({
      url: () => `http://127.0.0.1:${port}`,
      metrics: new ClientMetrics(),
      perMinute,
    });
    const running = traffic.run(end.signal);
    const stop = async () => {
      end.abort();
      await running;
      // Nobody of this traffic comes to the shop of the next one.
      server.closeAllConnections();
      while (traffic.visits > 0) {
        await new Promise(resolve => setTimeout(resolve, 5));
      }
    };
    return { traffic, stop };
  }

  it('should let no more than thirty wait for a shop that says nothing', async () => {
    silent = true;
    const { traffic, stop } = aTraffic(60_000);
    let most = 0;
    for (let round = 0; round < 200; round++) {
      most = Math.max(most, traffic.visits);
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    await stop();
    expect(most).toBe(30);
  });

  it('should heed another rate while it runs', async () => {
    const { traffic, stop } = aTraffic(0);
    expect(traffic.perMinute).toBe(0);
    traffic.setRate(6_000);
    expect(traffic.perMinute).toBe(6_000);
    for (let round = 0; round < 200 && addresses.size === 0; round++) {
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    await stop();
    expect(addresses.size).toBeGreaterThan(0);
  });

  it('should send nobody at a rate of 0', async () => {
    const { stop } = aTraffic(0);
    await new Promise(resolve => setTimeout(resolve, 50));
    await stop();
    expect(addresses.size).toBe(0);
  });
});
