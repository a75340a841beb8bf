import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  bundle,
  killChildren,
  startChild,
} from '../__testUtils__/childService';
import { testDatabase } from '../testUtils/postgres';

interface Sent {
  url?: string;
  traceparent?: string;
  body: string;
}

describe('startTracing', () => {
  const database = testDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'portico-test-'));
  let file: string;
  let server: Server;
  let url: string;
  let sent: Sent[];

  beforeAll(async () => {
    file = bundle('tracedService', folder);
    server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      const { traceparent } = request.headers;
      sent.push({ url: request.url, traceparent: String(traceparent), body });
      response.setHeader('content-type', 'application/json').end('{}');
    });
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }, 60_000);
  beforeEach(() => {
    sent = [];
  });
  afterEach(killChildren);
  afterAll(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  });

  async function askOnce(env: Record<string, string>) {
    const child = startChild(file, {
      DATABASE_URL: database.url(),
      OTHER_URL: url,
      ...env,
    });
    const at = await child.started();
    const path = '/v1/lamps/p4th-value?email=ann@example.com';
    const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
    const headers = { traceparent, authorization: 'Bearer s3cret-token' };
    const answer = await (await fetch(`${at}${path}`, { headers })).json();
    child.process.kill('SIGTERM');
    expect(await child.exited).toBe(0);
    return answer;
  }

  it('should send spans of the request and what it asked for, without any value', async () => {
    const answer = await askOnce({ OTEL_EXPORTER_OTLP_ENDPOINT: url });
    expect(answer.loaded).toBe(true);
    const other = sent.find(one => one.url?.startsWith('/secret'));
    expect(other?.traceparent).toMatch(/^00-a{32}-(?!b{16})[\da-f]{16}-01$/);
    const traces = sent.filter(one => one.url === '/v1/traces');
    const text = traces.map(({ body }) => body).join('\n');
    expect(text).toContain('lamp-service');
    const spans = traces.flatMap(({ body }) =>
      JSON.parse(body).resourceSpans.flatMap(
        (r: { scopeSpans: Array<{ spans: unknown[] }> }) =>
          r.scopeSpans.flatMap(scope => scope.spans),
      ),
    );
    const names = spans.map(span => span.name);
    expect(names).toEqual(
      expect.arrayContaining(['GET /v1/lamps/:id', 'lamp-get', 'GET']),
    );
    expect(new Set(spans.map(span => span.traceId))).toEqual(
      new Set(['a'.repeat(32)]),
    );
    expect(text).not.toMatch(/p4th-value|ann@|s3cret|SELECT|secret/);
  }, 30_000);

  it.each<[string, (at: string) => Record<string, string>]>([
    ['no collector is named', () => ({})],
    [
      'it is switched off',
      at => ({ OTEL_EXPORTER_OTLP_ENDPOINT: at, OTEL_SDK_DISABLED: 'true' }),
    ],
  ])(
    'should load and send nothing where %s',
    async (_, env) => {
      expect((await askOnce(env(url))).loaded).toBe(false);
      expect(sent.map(one => one.url)).toEqual(['/secret?token=s3cret-token']);
      expect(sent[0].traceparent).toBe('undefined');
    },
    30_000,
  );

  it('should end in time where the collector is away', async () => {
    const away = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' };
    const from = performance.now();
    expect((await askOnce(away)).loaded).toBe(true);
    expect(performance.now() - from).toBeLessThan(15_000);
  }, 30_000);
});
