import {
  aService,
  stopServices,
  type TestService,
} from '../__testUtils__/service';
import type { Route } from '../http/Route';
import { ConflictError, NotFoundError, UnavailableError } from './ServiceError';

function failing(path: Route['path'], error: unknown): Route {
  return {
    method: 'get',
    path,
    access: 'public',
    handle: async () => {
      throw error;
    },
  };
}

const SQL = 'SELECT password FROM users -- at /app/dist/store.js:12';

/** What a client of another service throws: it carries the answer of that service. */
function dependencyError(status: number): Error {
  return Object.assign(new Error(SQL), { status });
}

class ChangedError extends ConflictError {
  override readonly extensions = { now: { price: 2 }, status: 200, code: 'X' };
}

function start() {
  return aService({
    routes: () => [
      failing('/v1/sql', new Error(SQL)),
      failing('/v1/text', SQL),
      failing('/v1/status', Object.assign(new Error(SQL), { status: 418 })),
      ...[400, 413, 415].map(status =>
        failing(`/v1/dependency/${status}`, dependencyError(status)),
      ),
      failing('/v1/conflict', new ConflictError('The order is paid already.')),
      failing('/v1/none', new NotFoundError('There is no such order.')),
      failing('/v1/things/:id', new ConflictError('It is there.')),
      failing('/v1/changed', new ChangedError('It has changed.')),
      failing('/v1/down', new UnavailableError('Try again soon.')),
    ],
  });
}

describe('problemHandler', () => {
  afterEach(stopServices);

  it.each([
    '/v1/sql',
    '/v1/text',
    '/v1/status',
    '/v1/dependency/400',
    '/v1/dependency/413',
    '/v1/dependency/415',
  ])('should say nothing of the inside where %s fails', async path => {
    const service = await start();
    const answer = await fetch(service.url + path, {
      headers: { 'X-Request-Id': 'request-0001' },
    });
    expect(answer.status).toBe(500);
    expect(answer.headers.get('content-type')).toMatch(
      /^application\/problem\+json/,
    );
    expect(answer.headers.get('x-powered-by')).toBeNull();
    expect(await answer.json()).toEqual({
      type: 'about:blank',
      title: 'Internal Server Error',
      status: 500,
      code: 'INTERNAL',
      detail: 'Something went wrong on our side.',
      requestId: 'request-0001',
    });
    // What the caller does not see is in the log, under the same id.
    const logged = service.lines.find(line => line.level === 'error');
    expect(JSON.stringify(logged)).toContain('store.js:12');
    expect(logged).toMatchObject({ requestId: 'request-0001' });
  });

  it.each([
    ['/v1/conflict', 409, 'CONFLICT', 'The order is paid already.'],
    ['/v1/none', 404, 'NOT_FOUND', 'There is no such order.'],
    ['/v1/down', 503, 'UNAVAILABLE', 'Try again soon.'],
    ['/v1/nowhere', 404, 'NOT_FOUND', 'There is nothing here.'],
    ['/v1/things/%ff', 400, 'BAD_REQUEST', 'The request could not be read.'],
    ['/v1/%ff', 404, 'NOT_FOUND', 'There is nothing here.'],
  ])('should answer %s with %d %s', async (path, status, code, detail) => {
    const service = await start();
    const answer = await fetch(service.url + path);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ status, code, detail });
  });

  it('should carry what a client may work on, and keep what every problem has', async () => {
    const service = await start();
    const answer = await fetch(`${service.url}/v1/changed`);
    expect(await answer.json()).toEqual({
      type: 'about:blank',
      title: 'Conflict',
      status: 409,
      code: 'CONFLICT',
      detail: 'It has changed.',
      requestId: expect.any(String),
      now: { price: 2 },
    });
  });

  it('should say when to try again', async () => {
    const service = await start();
    const answer = await fetch(`${service.url}/v1/down`);
    expect(answer.headers.get('retry-after')).toBe('2');
  });
});

describe('an answer that breaks off', () => {
  afterEach(stopServices);

  const breaking = (path: Route['path'], error: Error): Route => ({
    method: 'get',
    path,
    access: 'public',
    handle: async (_request, response) => {
      response.write('half of it');
      throw error;
    },
  });
  const hanging: Route = {
    method: 'get',
    path: '/v1/hanging',
    access: 'public',
    handle: (_request, response) => {
      response.write('half of it');
    },
  };

  async function answered(service: TestService) {
    for (;;) {
      const line = service.lines.find(({ msg }) => msg === 'answered');
      if (line) return line;
      await new Promise(resolve => setTimeout(resolve, 10));
    }
  }

  it.each([new Error('Broken'), new UnavailableError('Try again soon.')])(
    'should count as a failure of the service, and be logged, after %s',
    async error => {
      const service = await aService({
        routes: () => [breaking('/v1/breaking', error)],
      });
      const answer = fetch(`${service.url}/v1/breaking`);
      await expect(answer.then(half => half.text())).rejects.toThrow();
      expect(await answered(service)).toMatchObject({ statusCode: 500 });
      const metrics = await service.metrics.registry.metrics();
      expect(metrics).toMatch(
        /http_requests_total\{.*route="\/v1\/breaking",status_code="500"/,
      );
      expect(service.lines.some(({ level }) => level === 'error')).toBe(true);
    },
  );

  it('should count as 499 where the caller went away', async () => {
    const service = await aService({ routes: () => [hanging] });
    const caller = new AbortController();
    await fetch(`${service.url}/v1/hanging`, { signal: caller.signal });
    caller.abort();
    expect(await answered(service)).toMatchObject({ statusCode: 499 });
  });
});

describe('the request log', () => {
  afterEach(stopServices);

  it('should carry the trace of the caller and the route, not the path', async () => {
    const service = await start();
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    await fetch(`${service.url}/v1/none?email=ada@example.com`, {
      headers: {
        traceparent: `00-${traceId}-00f067aa0ba902b7-01`,
        'X-Request-Id': 'bad id\tnot for a log',
        Authorization: 'Bearer canary',
        Cookie: 'session=canary',
      },
    });
    const line = service.lines.find(({ msg }) => msg === 'answered');
    expect(line).toMatchObject({
      traceId,
      method: 'GET',
      route: '/v1/none',
      statusCode: 404,
      requestId: expect.stringMatching(/^[\da-f-]{36}$/),
    });
    expect(service.text()).not.toMatch(/canary|ada@example/);
  });
});
