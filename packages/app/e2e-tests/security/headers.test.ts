import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect, test } from './support/callers';
import { readRun } from './support/dataFolder';

/** The directives of a policy, by name. */
function readPolicy(header: string): Map<string, string[]> {
  return new Map(
    header
      .split(';')
      .map(directive => directive.trim().split(/\s+/))
      .map(([name, ...values]) => [name, values]),
  );
}

for (const path of [
  '/',
  '/catalog',
  '/api/catalog/entities',
  '/api/app/x.js',
  '/api/nothing',
  '/api/catalog/.backstage/scheduler/v1/tasks',
]) {
  test(`${path} tells the browser what it may do`, async ({ call }) => {
    const headers = (await call('nobody', path)).headers();
    const policy = readPolicy(headers['content-security-policy']);
    expect(policy.get('default-src')).toEqual(["'self'"]);
    expect(policy.get('object-src')).toEqual(["'none'"]);
    expect(policy.get('base-uri')).toEqual(["'self'"]);
    expect(policy.get('frame-ancestors')).toEqual(["'none'"]);
    expect(policy.get('form-action')).toEqual(["'self'"]);
    expect(policy.get('script-src')).not.toContain("'unsafe-inline'");
    expect(policy.get('script-src-attr')).toEqual(["'none'"]);
    // On plain http it would send every page to a port that nobody serves.
    expect(policy.has('upgrade-insecure-requests')).toBe(false);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['x-frame-options']).toMatch(/DENY|SAMEORIGIN/);
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['strict-transport-security']).toMatch(/max-age=\d{7,}/);
    expect(headers['x-powered-by']).toBeUndefined();
  });
}

test('an error tells nothing of the inside', async ({ call }) => {
  for (const [path, data] of [
    ['/api/environments/changes/not-an-id', undefined],
    ['/api/catalog/entities/by-query?cursor=%00', undefined],
    ['/api/scaffolder/v2/tasks', '{"templateRef": 7}'],
    ['/api/search/query?term[]=%00&pageCursor=x', undefined],
  ] as const) {
    const response = await call('ada', path, {
      data,
      headers: { 'content-type': 'application/json' },
    });
    const body = await response.text();
    expect(response.status(), path).toBeGreaterThanOrEqual(400);
    expect(body, path).not.toMatch(
      /node_modules|\.cjs\.js|\bselect\b .* \bfrom\b|at \w+ \(/i,
    );
  }
});

/** Sends the head of a request alone, or bytes after it, and reads the answer. */
async function sendRaw(head: string[], body: string | Buffer = '') {
  return new Promise<string>(resolve => {
    const socket = connect(readRun().ports.portal, '127.0.0.1', () => {
      socket.write(`${[...head, 'Host: localhost'].join('\r\n')}\r\n\r\n`);
      socket.write(body);
    });
    const pieces: string[] = [];
    socket.on('data', piece => {
      pieces.push(piece.toString());
      // The head comes in one piece, and the words right behind it.
      setTimeout(() => socket.destroy(), 50);
    });
    // A portal that hangs up before it has read all is right, too.
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(pieces.join('')));
    socket.setTimeout(20_000, () => socket.destroy());
  });
}

test.describe('a body that is too large', () => {
  const LARGE = Buffer.alloc(11_000_000, ' ');
  const post = (path: string, token: string) => [
    `POST ${path} HTTP/1.1`,
    `Authorization: Bearer ${token}`,
    'Content-Type: application/json',
    'Connection: close',
  ];

  for (const path of [
    '/api/catalog/locations',
    '/api/catalog/analyze-location',
    '/api/catalog/validate-entity',
    '/api/catalog/entities/by-refs',
    '/api/scaffolder/v2/tasks',
    '/api/scaffolder/v2/dry-run',
    '/api/environments/changes',
    '/api/environments/preview',
    '/api/environments/environments/staging/pipeline-runs',
    '/api/notifications/notifications/update',
    '/api/permission/authorize',
    '/api/user-settings/multiget',
    '/api/mcp-actions/v1',
    '/api/events/http/github',
  ]) {
    test(`is refused by ${path}`, async ({ tokenOf }) => {
      const head = post(path, await tokenOf('grace'));
      const answer = await sendRaw(
        [...head, `Content-Length: ${LARGE.length}`],
        LARGE,
      );
      expect(answer).toMatch(/^HTTP\/1\.1 4(00|13) /);
      expect(answer).toContain('too large');
    });
  }

  test('is refused where it is small only until it is unpacked', async ({
    tokenOf,
  }) => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, ' '));
    for (const path of [
      '/api/environments/changes',
      '/api/catalog/locations',
    ]) {
      const answer = await sendRaw(
        [
          ...post(path, await tokenOf('grace')),
          'Content-Encoding: gzip',
          `Content-Length: ${bomb.length}`,
        ],
        bomb,
      );
      expect(answer, path).toMatch(/^HTTP\/1\.1 4(00|13) /);
      expect(answer, path).toContain('too large');
    }
  });

  test('is not read of nobody', async () => {
    const answer = await sendRaw([
      'POST /api/environments/changes HTTP/1.1',
      'Content-Type: application/json',
      'Connection: close',
      'Content-Length: 11000000',
    ]);
    expect(answer).toMatch(/^HTTP\/1\.1 401 /);
  });
});

test('headers that are too large end the connection, not the portal', async ({
  call,
}) => {
  const answer = await sendRaw([
    'GET / HTTP/1.1',
    `X-Large: ${'x'.repeat(100_000)}`,
  ]);
  expect(answer).toMatch(/^(HTTP\/1\.1 431|$)/);
  const health = await call('nobody', '/.backstage/health/v1/liveness');
  expect(health.status()).toBe(200);
});
