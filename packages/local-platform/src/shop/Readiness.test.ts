import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Readiness } from './Readiness';

describe('Readiness', () => {
  let server: Server;
  let status = 200;
  let end: AbortController;

  beforeAll(async () => {
    server = createServer((_request, response) => {
      response.writeHead(status).end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  beforeEach(() => {
    status = 200;
    end = new AbortController();
  });

  afterEach(() => end.abort());

  function watch(runs?: () => boolean) {
    const { port } = server.address() as AddressInfo;
    const readiness = new Readiness(`http://127.0.0.1:${port}/`);
    const told: boolean[] = [];
    void readiness.watch(ready => told.push(ready), {
      signal: end.signal,
      everyMs: 5,
      runs,
    });
    return { readiness, told };
  }

  async function until(condition: () => boolean): Promise<void> {
    for (let round = 0; round < 400 && !condition(); round++) await sleep(5);
    expect(condition()).toBe(true);
  }

  it('should tell a change, and count the probes that fail', async () => {
    const { readiness, told } = watch();
    await until(() => readiness.ready);
    expect(readiness.failed).toBeUndefined();
    const since = Number(readiness.since);
    await sleep(20);
    // It goes on to be ready: that began when it did.
    expect(Number(readiness.since)).toBe(since);
    const before = Date.now();
    status = 503;
    await until(() => (readiness.failed?.count ?? 0) > 2);
    expect(Number(readiness.since)).toBeGreaterThanOrEqual(before);
    const { lastAt } = readiness.failed ?? {};
    expect(Number(lastAt)).toBeGreaterThan(Number(readiness.since));
    expect(readiness).toMatchObject({ ready: false, unready: true });
    expect(readiness.failed?.message).toBe(
      'HTTP probe failed with statuscode: 503',
    );
    status = 200;
    await until(() => readiness.ready);
    expect(told).toEqual([true, false, true]);
  });

  it('should count no probe of a process that is not there', async () => {
    status = 503;
    const { readiness, told } = watch(() => false);
    await until(() => told.length === 1);
    await sleep(50);
    expect(readiness.failed).toBeUndefined();
  });

  it('should know nothing of a new process before it is asked', async () => {
    const { readiness } = watch();
    for (const isReady of [false, true]) {
      status = isReady ? 200 : 503;
      await until(() => readiness.ready === isReady && !!readiness.since);
    }
    end.abort();
    await sleep(20);
    expect(readiness.failed?.count).toBeGreaterThan(0);
    readiness.forget();
    expect(readiness).toMatchObject({ ready: false, unready: false });
    expect(readiness.since).toBeUndefined();
    expect(readiness.failed).toBeUndefined();
  });
});
