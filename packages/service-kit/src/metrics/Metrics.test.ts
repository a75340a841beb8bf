import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Gauge } from 'prom-client';
import { aService, stopServices, aConfig } from '../__testUtils__/service';
import type { Route } from '../http/Route';
import { askRandomPaths, metricSeries } from '../testUtils/metricSeries';
import { Metrics } from './Metrics';
import { metricsListener } from './metricsListener';

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
    const metricsUrl = `http://127.0.0.1:${service.metricsPort}`;
    await askRandomPaths(service.url, [product.path], 100);
    const before = await metricSeries(metricsUrl);
    await askRandomPaths(service.url, [product.path], 10_000);
    expect(await metricSeries(metricsUrl)).toEqual(before);
    expect(before.join('\n')).toContain('route="unmatched"');
  }, 60_000);

  it('should have more and more series if it were told paths, which the test above would see', async () => {
    const metrics = Metrics.create({ service: 'test-service' });
    const shown = createServer(metricsListener(metrics));
    const server = createServer((request, response) => {
      const answer = { method: 'GET', statusCode: 200, seconds: 0.01 };
      metrics.countRequest({ ...answer, route: String(request.url) });
      response.end();
    });
    const [url, metricsUrl] = await Promise.all(
      [server, shown].map(async one => {
        one.listen(0, '127.0.0.1');
        await once(one, 'listening');
        return `http://127.0.0.1:${(one.address() as AddressInfo).port}`;
      }),
    );
    const before = await metricSeries(metricsUrl);
    await askRandomPaths(url, [product.path], 100);
    const after = await metricSeries(metricsUrl);
    for (const one of [server, shown]) {
      one.closeAllConnections();
      one.close();
    }
    expect(after.length - before.length).toBeGreaterThan(100);
  });

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
