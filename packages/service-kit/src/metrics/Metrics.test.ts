import { Gauge } from 'prom-client';
import { aService, stopServices, aConfig } from '../__testUtils__/service';
import type { Route } from '../http/Route';

const product: Route = {
  method: 'get',
  path: '/v1/products/:id',
  access: 'public',
  handle: (_request, response) => response.json({}),
};

async function seriesOf(port: number): Promise<string[]> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  return text
    .split('\n')
    .filter(line => /^(http_|business_|cache_)/.test(line))
    .map(line => line.slice(0, line.lastIndexOf(' ')));
}

const config = aConfig({ RATE_LIMIT: '1000000' });

describe('Metrics', () => {
  afterEach(stopServices);

  it('should count by the route template, in the buckets that SLOs ask for', async () => {
    const service = await aService({ config, routes: () => [product] });
    await fetch(`${service.url}/v1/products/17`);
    await fetch(`${service.url}/v1/products/18?token=x`);
    service.metrics.countTransaction('order', 'accepted');
    service.metrics.countCache('hit');
    const series = await seriesOf(service.metricsPort);
    const labels =
      'method="GET",route="/v1/products/:id",status_code="200",service="test-service"';
    expect(series).toContain(`http_requests_total{${labels}}`);
    for (const le of ['0.2', '2', '5']) {
      expect(series).toContain(
        `http_request_duration_seconds_bucket{le="${le}",service="test-service",${labels.replace(
          ',service="test-service"',
          '',
        )}}`,
      );
    }
    expect(series.join('\n')).toMatch(
      /business_transactions_total\{type="order",outcome="accepted"/,
    );
    expect(series.join('\n')).toMatch(/cache_requests_total\{result="hit"/);
    expect(series.join('\n')).not.toContain('17');
  });

  it('should keep its number of series over 10,000 random paths', async () => {
    const service = await aService({ config, routes: () => [product] });
    const ask = (path: string) =>
      fetch(`${service.url}${path}`).then(answer => answer.text());
    await ask('/unknown');
    await ask('/v1/products/0');
    const before = await seriesOf(service.metricsPort);
    for (let round = 0; round < 200; round++) {
      await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          ask(
            index % 2 === 0
              ? `/${Math.random().toString(36)}/${round}`
              : `/v1/products/${round}-${index}`,
          ),
        ),
      );
    }
    expect(await seriesOf(service.metricsPort)).toEqual(before);
    expect(before.join('\n')).toContain('route="unmatched"');
  }, 60_000);

  it('should live on where a gauge cannot be read', async () => {
    const service = await aService({ config, routes: () => [product] });
    let asked = 0;
    service.metrics.registry.registerMetric(
      new Gauge({
        name: 'broken',
        help: 'Cannot be read.',
        registers: [],
        collect: async () => {
          asked += 1;
          throw new Error('broken');
        },
      }),
    );
    const url = `http://127.0.0.1:${service.metricsPort}/metrics`;
    expect((await fetch(url)).status).toBe(500);
    expect(asked).toBe(1);
    expect((await fetch(`${service.url}/v1/products/1`)).status).toBe(200);
    service.metrics.registry.removeSingleMetric('broken');
    expect((await fetch(url)).status).toBe(200);
  });

  it('should not be on the public port, nor anything else on its own', async () => {
    const service = await aService({ config, routes: () => [product] });
    expect((await fetch(`${service.url}/metrics`)).status).toBe(404);
    const other = `http://127.0.0.1:${service.metricsPort}/v1/products/1`;
    expect((await fetch(other)).status).toBe(404);
  });
});
