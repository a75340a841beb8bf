import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  bundle,
  killChildren,
  startChild,
  type ChildService,
} from './__testUtils__/childService';

let folder: string;
let file: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'service-'));
  file = bundle('slowService', folder);
});
afterEach(killChildren);
afterAll(() => rmSync(folder, { recursive: true }));

/** Starts a request and returns once the service has it. */
async function underWay(service: ChildService, ms: number) {
  const url = new URL(await service.started());
  const socket = connect(Number(url.port), url.hostname);
  await once(socket, 'connect');
  let text = '';
  socket.on('data', data => {
    text += data;
  });
  socket.on('error', () => {});
  const answer = once(socket, 'close').then(() => text);
  socket.write(`GET /v1/wait/${ms} HTTP/1.1\r\nHost: x\r\n\r\n`);
  // A second answer proves that the first request was read.
  await fetch(`${url.origin}/v1/wait/0`);
  return { origin: url.origin, answer };
}

/** Waits until the service says something in its log. */
async function until(service: ChildService, text: string): Promise<void> {
  while (!service.output().includes(text)) {
    await once(service.process.stdout!, 'data');
  }
}

describe('endOnSignals', () => {
  it('should finish what is under way, take nothing new and close what is open', async () => {
    const service = startChild(file);
    const { origin, answer } = await underWay(service, 700);
    service.process.kill('SIGTERM');
    await until(service, '"msg":"stopping"');
    await new Promise(resolve => setTimeout(resolve, 100));
    await expect(fetch(`${origin}/v1/wait/0`)).rejects.toThrow();
    expect(await answer).toMatch(/^HTTP\/1.1 200 OK[^]*"waited":"700"/);
    expect(await service.exited).toBe(0);
    expect(service.output()).toContain('"msg":"closed"');
  }, 15_000);

  it('should first fail readiness while it still answers, and send callers away', async () => {
    const service = startChild(file, { SHUTDOWN_DELAY_SECONDS: '1' });
    const origin = await service.started();
    expect((await fetch(`${origin}/health/readiness`)).status).toBe(200);
    service.process.kill('SIGTERM');
    await until(service, '"msg":"stopping"');
    const readiness = await fetch(`${origin}/health/readiness`);
    expect(readiness.status).toBe(503);
    expect(await readiness.json()).toEqual({ status: 'stopping', checks: {} });
    expect((await fetch(`${origin}/health/liveness`)).status).toBe(200);
    const late = await fetch(`${origin}/v1/wait/0`);
    expect(late.status).toBe(200);
    expect(late.headers.get('connection')).toBe('close');
    expect(await service.exited).toBe(0);
  }, 15_000);

  it('should end by force after its time, also on a second signal', async () => {
    const service = startChild(file, { SHUTDOWN_SECONDS: '1' });
    const { answer } = await underWay(service, 60_000);
    const from = performance.now();
    service.process.kill('SIGTERM');
    await until(service, '"msg":"stopping"');
    service.process.kill('SIGTERM');
    expect(await service.exited).toBe(1);
    // Four fifths of the time are for requests.
    expect(performance.now() - from).toBeGreaterThan(700);
    expect(performance.now() - from).toBeLessThan(5_000);
    expect(await answer).toBe('');
  }, 15_000);

  it('should end with an error that nobody caught, in the log', async () => {
    const service = startChild(file);
    const origin = await service.started();
    await fetch(`${origin}/v1/crash`, { method: 'POST' });
    expect(await service.exited).toBe(1);
    expect(service.output()).toContain('An error that nobody caught');
  }, 15_000);

  it('should say with its code that an error came while it ended', async () => {
    const service = startChild(file, { SHUTDOWN_DELAY_SECONDS: '1' });
    const origin = await service.started();
    service.process.kill('SIGTERM');
    await until(service, '"msg":"stopping"');
    await fetch(`${origin}/v1/crash`, { method: 'POST' });
    expect(await service.exited).toBe(1);
    expect(service.output()).toContain('"drained":true,"closed":true');
  }, 15_000);

  it('should not start on a bad setting, and say which without its value', async () => {
    const service = startChild(file, { RATE_LIMIT: 'canary' });
    expect(await service.exited).toBe(1);
    expect(service.output()).toContain(
      'RATE_LIMIT is not valid. Expected: requests in one window, 1 to 1000000.',
    );
    expect(service.output()).not.toContain('canary');
  }, 15_000);
});
