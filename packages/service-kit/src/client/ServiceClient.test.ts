import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod/v4';
import {
  NotFoundError,
  OverloadedError,
  UnavailableError,
} from '../errors/ServiceError';
import { createLog } from '../log/createLog';
import { leastOf } from '../testUtils/leastOf';
import { ServiceClient, type ServiceClientOptions } from './ServiceClient';

const log = createLog({ service: 'test', level: 'silent' });
const TURNS = 3;
const lamp = z.object({ id: z.string() });

describe('ServiceClient', () => {
  let server: Server;
  let baseUrl: string;
  let asked: IncomingMessage[];
  let behave: RequestListener;
  const clients: ServiceClient[] = [];

  const good: RequestListener = (_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end('{"id":"l-1"}');
  };
  const status =
    (code: number): RequestListener =>
    (_request, response) => {
      response.writeHead(code).end('{"code":"X"}');
    };
  const reset: RequestListener = request => {
    request.socket.resetAndDestroy();
  };
  const cut: RequestListener = (request, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('{"id":');
    setTimeout(() => request.socket.resetAndDestroy(), 20);
  };
  const short: RequestListener = (request, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('{"id":');
    setTimeout(() => request.socket.end(), 20);
  };
  const silent: RequestListener = () => {};
  const drip: RequestListener = (_request, response) => {
    response.writeHead(200).write('{"id":"');
    const timer = setInterval(() => response.write('x'.repeat(100)), 100);
    response.once('close', () => clearInterval(timer));
  };

  const endless: RequestListener = (_request, response) => {
    const timer = setInterval(() => response.write(' '.repeat(100_000)), 1);
    response.once('close', () => clearInterval(timer));
  };

  const aClient = (options: Partial<ServiceClientOptions> = {}) => {
    const client = ServiceClient.create({
      name: 'product-service',
      baseUrl,
      log,
      timeoutMs: 300,
      resetMs: 200,
      ...options,
    });
    clients.push(client);
    return client;
  };

  const timed = async (client: ServiceClient) => {
    const from = performance.now();
    const error = await client.get('/v1/lamps/1', lamp).catch(e => e);
    return { error, ms: performance.now() - from };
  };

  beforeEach(async () => {
    asked = [];
    behave = good;
    server = createServer((request, response) => {
      asked.push(request);
      behave(request, response);
    });
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    for (const client of clients.splice(0)) client.close();
    server.closeAllConnections();
    server.close();
  });

  it('should read, and say on whose behalf', async () => {
    const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
    const context = { requestId: 'request-1', traceparent };
    const got = await aClient().get('/v1/lamps/1?full=1', lamp, context);
    expect(got).toEqual({ id: 'l-1' });
    expect(asked[0].url).toBe('/v1/lamps/1?full=1');
    expect(asked[0].headers).toMatchObject({
      'x-request-id': 'request-1',
      traceparent,
    });
  });

  it.each<[string, RequestListener]>([
    ['is silent', silent],
    ['drips', drip],
    ['resets half-way', cut],
    ['resets at once', reset],
    ['fails', status(500)],
    ['refuses', status(401)],
    ['sends elsewhere', (_q, r) => r.writeHead(302, { location: '/' }).end()],
    ['answers no JSON', (_q, r) => r.end('{"id":')],
    ['answers something else', (_q, r) => r.end('{"name":"Lamp"}')],
    ['answers too much', (_q, r) => r.end(`{"id":"${'x'.repeat(1_000_000)}"}`)],
    ['answers without an end', endless],
  ])('should be unavailable in time where the service %s', async (_, how) => {
    behave = how;
    const turn = async () => {
      const { error, ms } = await timed(aClient());
      expect(error).toBeInstanceOf(UnavailableError);
      expect(error.message).toContain('product-service');
      return ms;
    };
    expect(await leastOf(TURNS, 700, turn)).toBeLessThan(700);
  });

  it('should keep its connections until it is closed', async () => {
    const sockets = new Set<Socket>();
    behave = (request, response) => {
      sockets.add(request.socket);
      good(request, response);
    };
    const client = aClient();
    for (let n = 0; n < 10; n++) await client.get('/v1/lamps/1', lamp);
    const [socket, ...others] = sockets;
    expect(others).toEqual([]);
    const closed = once(socket, 'close');
    client.close();
    await closed;
  });

  it.each([
    ['ends half-way', short],
    ['resets half-way', cut],
    ['resets at once', reset],
  ])('should wait for nothing where the service %s', async (_, how) => {
    behave = how;
    const turn = async () => {
      const { error, ms } = await timed(aClient({ timeoutMs: 60_000 }));
      expect(error).toBeInstanceOf(UnavailableError);
      return ms;
    };
    expect(await leastOf(TURNS, 2_000, turn)).toBeLessThan(2_000);
  });

  it('should ask anew where a connection was closed while nothing was asked', async () => {
    const client = aClient();
    await client.get('/v1/lamps/1', lamp);
    server.closeAllConnections();
    expect(await client.get('/v1/lamps/1', lamp)).toEqual({ id: 'l-1' });
  });

  it('should take an answer of nearly the most', async () => {
    const id = 'x'.repeat(999_000);
    behave = (_request, response) => response.end(JSON.stringify({ id }));
    expect(await aClient().get('/v1/lamps/1', lamp)).toEqual({ id });
  });

  it('should ask once more where the connection broke, and only there', async () => {
    behave = (request, response) =>
      asked.length === 1 ? reset(request, response) : good(request, response);
    expect(await aClient().get('/v1/lamps/1', lamp)).toEqual({ id: 'l-1' });
    expect(asked).toHaveLength(2);
    for (const how of [status(500), status(401), silent]) {
      asked = [];
      behave = how;
      await timed(aClient());
      expect(asked).toHaveLength(1);
    }
  });

  it('should leave a service alone that fails, and go on when it recovers', async () => {
    behave = silent;
    const client = aClient();
    await Promise.all(Array.from({ length: 12 }, () => timed(client)));
    asked = [];
    const turn = async () => {
      const { error, ms } = await timed(client);
      expect(error).toBeInstanceOf(UnavailableError);
      return ms;
    };
    expect(await leastOf(TURNS, 100, turn)).toBeLessThan(100);
    expect(asked).toHaveLength(0);
    behave = good;
    expect((await timed(aClient())).error).toEqual({ id: 'l-1' });
    await sleep(250);
    expect(await client.get('/v1/lamps/1', lamp)).toEqual({ id: 'l-1' });
    expect(await client.get('/v1/lamps/1', lamp)).toEqual({ id: 'l-1' });
  });

  it('should not take refusals for failures', async () => {
    behave = status(404);
    const client = aClient();
    for (let i = 0; i < 20; i++) {
      expect((await timed(client)).error).toBeInstanceOf(NotFoundError);
    }
    expect(asked).toHaveLength(20);
  });

  it('should refuse what is more than it may ask at the same time', async () => {
    behave = silent;
    const client = aClient({ capacity: 3 });
    const all = Array.from({ length: 8 }, () => timed(client));
    const fast = (await Promise.all(all)).filter(({ ms }) => ms < 200);
    expect(fast).toHaveLength(5);
    expect(asked).toHaveLength(3);
  });

  it('should refuse what has no place as overload, and go on asking', async () => {
    behave = (request, response) => {
      setTimeout(() => good(request, response), 50);
    };
    const client = aClient({ capacity: 3 });
    const all = Array.from({ length: 40 }, () => timed(client));
    const refused = (await Promise.all(all))
      .map(({ error }) => error)
      .filter(error => error instanceof OverloadedError);
    expect(refused).toHaveLength(37);
    expect(refused[0]).toMatchObject({ status: 503, code: 'OVERLOADED' });
    // Had they counted as failures, the other service would be left alone now.
    expect(await client.get('/v1/lamps/1', lamp)).toEqual({ id: 'l-1' });
    expect(asked).toHaveLength(4);
  });
});
