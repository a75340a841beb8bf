import { aConfig, aService, stopServices } from '../__testUtils__/service';
import type { Route } from '../http/Route';
import { untilTrue } from '../testUtils/untilTrue';

/** A service whose requests wait until they are let go. */
async function aWaitingService(env: Record<string, string> = {}) {
  const waiting = new Set<() => void>();
  const routes: Route[] = [
    {
      method: 'post',
      path: '/v1/orders/:id',
      access: 'public',
      handle: async (_request, response) => {
        await new Promise<void>(resolve => waiting.add(resolve));
        response.json({ done: true });
      },
    },
  ];
  const service = await aService({
    config: aConfig({ IN_FLIGHT_LIMIT: '2', ...env }),
    routes: () => routes,
  });
  const letGo = () => {
    for (const go of waiting) go();
    waiting.clear();
  };
  const order = (init: RequestInit = {}) =>
    fetch(`${service.url}/v1/orders/7?x=1`, { method: 'POST', ...init });
  const fill = async (count: number) => {
    const asked = Array.from({ length: count }, () => order());
    await untilTrue('they wait', () => waiting.size === count);
    return asked;
  };
  return { service, waiting, letGo, order, fill };
}

async function metricsOf(port: number): Promise<string> {
  return (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
}

describe('LoadShedder', () => {
  afterEach(stopServices);

  it('should refuse at once what is too much, and answer what is under way', async () => {
    const { order, fill, letGo } = await aWaitingService();
    const asked = await fill(2);
    const refused = await order({
      body: '{"a":1}',
      headers: {
        'Content-Type': 'application/json',
        'X-Request-Id': 'a-request-of-mine',
      },
    });
    expect(refused.status).toBe(503);
    expect(refused.headers.get('content-type')).toMatch(
      /^application\/problem\+json/,
    );
    expect(await refused.json()).toEqual({
      type: 'about:blank',
      title: 'Service Unavailable',
      status: 503,
      code: 'OVERLOADED',
      detail: 'There are too many requests at the moment. Try again soon.',
      requestId: 'a-request-of-mine',
    });
    expect(refused.headers.get('x-request-id')).toBe('a-request-of-mine');
    expect(refused.headers.get('x-content-type-options')).toBe('nosniff');
    expect(refused.headers.get('retry-after')).toMatch(/^[123]$/);
    letGo();
    for (const answer of await Promise.all(asked)) {
      expect(answer.status).toBe(200);
    }
  });

  it('should let as many through as it may, and again when there is room', async () => {
    const { order, fill, letGo } = await aWaitingService({
      IN_FLIGHT_LIMIT: '3',
    });
    const three = await fill(3);
    expect((await order()).status).toBe(503);
    letGo();
    for (const { status } of await Promise.all(three)) expect(status).toBe(200);
    const more = await fill(3);
    letGo();
    for (const { status } of await Promise.all(more)) expect(status).toBe(200);
  });

  it('should give the place of a caller who went away to the next one', async () => {
    const { service, order, waiting, fill, letGo } = await aWaitingService();
    const gone = new AbortController();
    const left = order({ signal: gone.signal }).catch(() => 'gone');
    await untilTrue('it waits', () => waiting.size === 1);
    waiting.clear();
    const [kept] = await fill(1);
    expect((await order()).status).toBe(503);
    gone.abort();
    expect(await left).toBe('gone');
    await untilTrue('there is room', async () =>
      /http_requests_in_flight\{[^}]*\} 1\n/.test(
        await metricsOf(service.metricsPort),
      ),
    );
    const next = order();
    await untilTrue('it waits', () => waiting.size === 2);
    letGo();
    expect((await kept).status).toBe(200);
    expect((await next).status).toBe(200);
  });

  it('should answer for its health whatever is under way, and for nothing that looks like it', async () => {
    const { service, fill, letGo } = await aWaitingService();
    const asked = await fill(2);
    for (const [path, status] of [
      ['/health/liveness', 200],
      ['/health/readiness?from=kubelet', 200],
      ['/health/liveness/x', 503],
      ['/v1/orders/7/health/liveness', 503],
      ['/v1/orders?/health/liveness', 503],
    ]) {
      expect([path, (await fetch(service.url + path)).status]).toEqual([
        path,
        status,
      ]);
    }
    letGo();
    await Promise.all(asked);
  });

  it('should count refusals by route and reason, and log them seldom', async () => {
    const { service, order, fill, letGo } = await aWaitingService();
    const asked = await fill(2);
    for (let n = 0; n < 20; n++) await (await order()).text();
    await (await fetch(`${service.url}/nowhere`)).text();
    const metrics = await metricsOf(service.metricsPort);
    expect(metrics).toMatch(
      /http_requests_shed_total\{reason="in-flight",[^}]*\} 21\n/,
    );
    expect(metrics).toMatch(
      /http_requests_total\{method="POST",route="\/v1\/orders\/:id",status_code="503",[^}]*\} 20\n/,
    );
    expect(metrics).toMatch(/route="unmatched",status_code="503"/);
    expect(metrics).toMatch(/http_requests_in_flight\{[^}]*\} 2\n/);
    letGo();
    await Promise.all(asked);
    await service.stop();
    const told = service.lines.filter(({ msg }) =>
      /^Overloaded/.test(String(msg)),
    );
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ reason: 'in-flight', inFlight: 2 });
  });

  it('should tell a page of a listed origin, too', async () => {
    const origin = 'https://shop.example.com';
    const { order, fill, letGo } = await aWaitingService({
      CORS_ORIGINS: origin,
    });
    const asked = await fill(2);
    const refused = await order({ headers: { Origin: origin } });
    expect(refused.status).toBe(503);
    expect(refused.headers.get('access-control-allow-origin')).toBe(origin);
    const stranger = await order({ headers: { Origin: 'https://evil.test' } });
    expect(stranger.headers.get('access-control-allow-origin')).toBeNull();
    letGo();
    await Promise.all(asked);
  });

  it('should refuse while the process is late with everything, and no longer', async () => {
    const routes: Route[] = [
      {
        method: 'get',
        path: '/v1/quick',
        access: 'public',
        handle: (_request, response) => response.json({}),
      },
    ];
    const service = await aService({
      config: aConfig({ EVENT_LOOP_LIMIT_MS: '40' }),
      routes: () => routes,
    });
    const ask = async () => {
      const answer = await fetch(`${service.url}/v1/quick`);
      await answer.text();
      return answer.status;
    };
    expect(await ask()).toBe(200);
    const busy = setInterval(() => block(80), 1);
    try {
      await untilTrue('it is refused', async () => (await ask()) === 503);
    } finally {
      clearInterval(busy);
    }
    expect(await metricsOf(service.metricsPort)).toMatch(
      /http_requests_shed_total\{reason="event-loop",[^}]*\} [1-9]/,
    );
    await untilTrue('it answers again', async () => (await ask()) === 200);
  }, 20_000);
});

function block(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}
