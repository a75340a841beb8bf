import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { aConfig, aService, stopServices } from '../__testUtils__/service';
import type { Route } from './Route';

const echo: Route[] = [
  {
    method: 'get',
    path: '/v1/echo',
    access: 'public',
    handle: ({ query, ip }, response) => response.json({ query, ip }),
  },
  {
    method: 'post',
    path: '/v1/echo',
    access: 'public',
    handle: ({ body }, response) => response.json(body),
  },
];

const start = (env: Record<string, string> = {}) =>
  aService({ config: aConfig(env), routes: () => echo });

function post(url: string, body: string | Buffer, headers = {}) {
  return fetch(`${url}/v1/echo`, {
    method: 'POST',
    body,
    headers: { 'Content-Type': 'application/json', ...headers },
  });
}

afterEach(stopServices);

describe('security headers', () => {
  it('should be on every answer, also on errors and health', async () => {
    const { url } = await start();
    for (const path of ['/v1/echo', '/nowhere', '/health/liveness']) {
      const { headers } = await fetch(url + path);
      expect(headers.get('content-security-policy')).toMatch(
        /^default-src 'self';/,
      );
      expect(headers.get('strict-transport-security')).toBe(
        'max-age=31536000; includeSubDomains; preload',
      );
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('etag')).toBeNull();
    }
  });
});

describe('cors', () => {
  const env = { CORS_ORIGINS: 'https://shop.example.com' };

  it('should let the listed origin in, with credentials and never by *', async () => {
    const { url } = await start(env);
    const { headers } = await fetch(`${url}/v1/echo`, {
      headers: { Origin: 'https://shop.example.com' },
    });
    expect(headers.get('access-control-allow-origin')).toBe(
      'https://shop.example.com',
    );
    expect(headers.get('access-control-allow-credentials')).toBe('true');
    expect(headers.get('vary')).toContain('Origin');
  });

  it.each([
    'https://evil.example',
    'null',
    'https://evilshop.example.com',
    'https://shop.example.com.evil.example',
    'http://shop.example.com',
    'https://shop.example.com:8443',
    'https://SHOP.example.com',
  ])('should give %s no header, also before the request', async origin => {
    const { url } = await start(env);
    for (const method of ['GET', 'OPTIONS']) {
      const { headers } = await fetch(`${url}/v1/echo`, {
        method,
        headers: { Origin: origin, 'Access-Control-Request-Method': 'POST' },
      });
      const names = [...headers.keys()];
      expect(names.filter(name => name.startsWith('access-control'))).toEqual(
        [],
      );
    }
  });

  it('should answer a preflight of the listed origin', async () => {
    const { url } = await start(env);
    const answer = await fetch(`${url}/v1/echo`, {
      method: 'OPTIONS',
      headers: {
        Origin: 'https://shop.example.com',
        'Access-Control-Request-Method': 'POST',
      },
    });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-methods')).toContain(
      'POST',
    );
  });
});

/** An object with so many fields. */
function fields(count: number): string {
  return `{${Array.from({ length: count }, (_, index) => `"${index}":1`)}}`;
}

/** So many values: one list, and what it and the body hold beside it. */
function halfDeeper(count: number): string {
  const inside = Math.floor(count / 2);
  const list = Array(inside).fill(1);
  return JSON.stringify([list, ...Array(count - inside - 1).fill(1)]);
}

/** A list with so many lists in each other. */
function nested(levels: number): string {
  return '['.repeat(levels + 1) + ']'.repeat(levels + 1);
}

describe('jsonBody', () => {
  it('should read what is small enough, and refuse 101 kB with a closed connection', async () => {
    const { url } = await start();
    const fits = JSON.stringify('a'.repeat(99 * 1024));
    expect((await post(url, `{"a":${fits}}`)).status).toBe(200);
    const large = await post(url, `{"a":"${'a'.repeat(101 * 1024)}"}`);
    expect(large.status).toBe(413);
    expect(large.headers.get('connection')).toBe('close');
    expect(await large.json()).toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
  });

  it('should read 101 kB where the limit is higher, so the limit is what refuses', async () => {
    const { url } = await start({ BODY_LIMIT_BYTES: '200000' });
    const large = await post(url, `{"a":"${'a'.repeat(101 * 1024)}"}`);
    expect(large.status).toBe(200);
  });

  it.each([
    ['broken JSON', '{"password":"canary"', 400],
    ['1,001 fields', fields(1_001), 400],
    ['1,001 values of which a half is deeper', halfDeeper(1_001), 400],
    ['21 levels in the body', nested(21), 400],
    ['a prototype', '{"a":{"__proto__":{"admin":true}}}', 400],
  ])('should refuse %s', async (_what, body, status) => {
    const { url } = await start();
    const answer = await post(url, body);
    expect(answer.status).toBe(status);
    expect(await answer.text()).not.toMatch(/canary|SyntaxError|position/);
    expect(Object.prototype).not.toHaveProperty('admin');
  });

  it.each([
    ['1,000 fields', fields(1_000)],
    ['1,000 values of which a half is deeper', halfDeeper(1_000)],
    ['20 levels in the body', nested(20)],
  ])('should read %s', async (_what, body) => {
    const { url } = await start();
    expect((await post(url, body)).status).toBe(200);
  });

  it('should refuse what is compressed before it inflates', async () => {
    const { url } = await start();
    const bomb = gzipSync(JSON.stringify({ a: 'a'.repeat(50_000_000) }));
    expect(bomb.length).toBeLessThan(100_000);
    const answer = await post(url, bomb, { 'Content-Encoding': 'gzip' });
    expect(answer.status).toBe(415);
  });
});

describe('parseQuery', () => {
  it('should give plain texts', async () => {
    const { url } = await start();
    const answer = await fetch(`${url}/v1/echo?q=a%20b&__proto__=x`);
    expect((await answer.json()).query).toMatchObject({ q: 'a b' });
  });

  it.each([
    'id[]=1',
    'id[$ne]=1',
    'id%5B%24ne%5D=1',
    'id=1&id=2',
    Array.from({ length: 101 }, (_, index) => `p${index}=1`).join('&'),
  ])('should refuse %s', async query => {
    const { url } = await start();
    const answer = await fetch(`${url}/v1/echo?${query}`);
    expect(answer.status).toBe(400);
  });
});

describe('timeouts', () => {
  /** Sends a piece of a request, never the rest, and says how it ended. */
  function stall(port: number, piece: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(piece));
      let answer = '';
      socket.on('data', data => {
        answer += data;
      });
      socket.on('close', () => resolve(answer.split('\r\n')[0]));
      socket.on('error', reject);
    });
  }

  it('should drop slow headers and slow bodies, and serve the others', async () => {
    const service = await start({
      HEADERS_TIMEOUT_SECONDS: '1',
      REQUEST_TIMEOUT_SECONDS: '1',
    });
    const stalled = [
      'GET /v1/echo HTTP/1.1\r\nHost: x\r\nX-Slow: ',
      'POST /v1/echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{"a":',
    ].map(piece => stall(service.port, piece));
    expect((await fetch(`${service.url}/v1/echo`)).status).toBe(200);
    expect(await Promise.all(stalled)).toEqual([
      'HTTP/1.1 408 Request Timeout',
      'HTTP/1.1 408 Request Timeout',
    ]);
  }, 15_000);

  it('should keep idle connections longer than a load balancer does', async () => {
    const { url } = await start();
    const { headers } = await fetch(`${url}/v1/echo`);
    expect(headers.get('keep-alive')).toBe('timeout=65');
  });
});
