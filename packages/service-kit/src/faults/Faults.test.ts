import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  bundle,
  killChildren,
  startChild,
} from '../__testUtils__/childService';
import { aConfig, aService, stopServices } from '../__testUtils__/service';
import type { Route } from '../http/Route';
import { createLog } from '../log/createLog';
import { createAdminApp } from './createAdminApp';
import { Faults } from './Faults';

const ok: Route = {
  method: 'get',
  path: '/v1/ok',
  access: 'public',
  handle: (_request, response) => response.json({}),
};

async function start() {
  const service = await aService({
    config: aConfig({ ADMIN_PORT: '0' }),
    routes: () => [ok],
  });
  return { ...service, admin: `http://127.0.0.1:${service.adminPort}` };
}

function put(admin: string, body: unknown, headers = {}): Promise<number> {
  return fetch(`${admin}/fault`, {
    method: 'PUT',
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', ...headers },
  }).then(({ status }) => status);
}

afterEach(stopServices);
afterEach(killChildren);

describe('Faults', () => {
  it('should fail the routes and not health, counted as errors, until it is off', async () => {
    const { url, admin, metricsPort } = await start();
    expect(await put(admin, { fault: 'errors' })).toBe(200);
    expect((await fetch(`${url}/v1/ok`)).status).toBe(500);
    expect((await fetch(`${url}/health/readiness`)).status).toBe(200);
    const metrics = await fetch(`http://127.0.0.1:${metricsPort}/metrics`);
    expect(await metrics.text()).toMatch(
      /http_requests_total\{method="GET",route="\/v1\/ok",status_code="500".*\} 1/,
    );
    expect(await put(admin, { fault: 'off' })).toBe(200);
    expect((await fetch(`${url}/v1/ok`)).status).toBe(200);
  });

  it('should be slow', async () => {
    const { url, admin } = await start();
    await put(admin, { fault: 'slow', delayMs: 300 });
    const from = performance.now();
    expect((await fetch(`${url}/v1/ok`)).status).toBe(200);
    expect(performance.now() - from).toBeGreaterThan(290);
    expect(await (await fetch(`${admin}/fault`)).json()).toEqual({
      fault: 'slow',
      delayMs: 300,
    });
  });

  it('should fail as large a part as was asked for', async () => {
    const draws = [0.1, 0.4, 0.5, 0.9];
    const faults = Faults.create({ random: () => draws.shift() ?? 1 });
    faults.set({ fault: 'errors', ratio: 0.5 });
    const failed: boolean[] = [];
    for (let drawn = 0; drawn < 4; drawn++) {
      const next = jest.fn();
      await Promise.resolve(faults.apply({} as never, {} as never, next)).catch(
        () => {},
      );
      failed.push(next.mock.calls.length === 0);
    }
    expect(failed).toEqual([true, true, false, false]);
  });

  it('should crash the process at once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'faults-'));
    const child = startChild(bundle('slowService', folder), {
      ADMIN_PORT: '0',
    });
    await child.started();
    const port = /"adminPort":(\d+)/.exec(child.output())?.[1];
    expect(await put(`http://127.0.0.1:${port}`, { fault: 'crash' })).toBe(200);
    await child.exited;
    expect(child.process.signalCode).toBe('SIGKILL');
    expect(child.output()).not.toContain('stopping');
    expect(child.output()).toContain('A fault is switched');
    rmSync(folder, { recursive: true });
  }, 15_000);
});

describe('createAdminApp', () => {
  it.each([
    {},
    { fault: 'rm' },
    { fault: 'slow', delayMs: 1e9 },
    { fault: 'slow', delayMs: '2000' },
    { fault: 'errors', ratio: 2 },
    { fault: 'off', more: 1 },
  ])('should refuse %j', async body => {
    const { url, admin } = await start();
    expect(await put(admin, body)).toBe(400);
    expect((await fetch(`${url}/v1/ok`)).status).toBe(200);
  });

  it('should refuse a page in a browser, and a name that was bent to this machine', async () => {
    const { admin, adminPort } = await start();
    expect(
      await put(admin, { fault: 'errors' }, { Origin: 'http://evil.example' }),
    ).toBe(403);
    const rebound = await new Promise<number | undefined>((resolve, reject) => {
      request(
        {
          host: '127.0.0.1',
          port: adminPort,
          path: '/fault',
          headers: { Host: `evil.example:${adminPort}` },
        },
        response => {
          response.resume();
          resolve(response.statusCode);
        },
      )
        .on('error', reject)
        .end();
    });
    expect(rebound).toBe(403);
  });

  it.each([
    ['127.0.0.1', 200],
    ['127.8.0.1', 200],
    ['::1', 200],
    ['::ffff:127.0.0.1', 200],
    ['10.0.0.9', 403],
    ['::ffff:10.0.0.9', 403],
    ['2001:db8::1', 403],
    [undefined, 403],
  ])(
    'should answer a caller at %s who says localhost with %d',
    async (address, status) => {
      const app = createAdminApp({
        log: createLog({ service: 'x', level: 'silent' }),
        faults: Faults.create(),
        crash: () => {},
      });
      const server = createServer((asked, response) => {
        Object.defineProperty(asked.socket, 'remoteAddress', {
          value: address,
        });
        app(asked, response);
      });
      await once(server.listen(0, '127.0.0.1'), 'listening');
      const { port } = server.address() as AddressInfo;
      const answer = await fetch(`http://localhost:${port}/fault`);
      server.close();
      expect(answer.status).toBe(status);
    },
  );

  it('should be there only where a port is set, and by default on this machine only', async () => {
    const service = await aService({ routes: () => [ok] });
    expect(service.adminPort).toBeUndefined();
    expect((await fetch(`${service.url}/fault`)).status).toBe(404);
    expect(aConfig().ADMIN_HOST).toBe('127.0.0.1');
  });
});
