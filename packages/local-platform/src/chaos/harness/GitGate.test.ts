import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { drawFreePort } from '../../data/freePort';
import { GitGate, type HoldPoint } from './GitGate';

describe('GitGate', () => {
  let upstream: Server;
  let arrived: string[];
  let gate: GitGate;
  let port: number;

  beforeEach(async () => {
    arrived = [];
    upstream = createServer((request, response) => {
      arrived.push(`${request.method} ${request.url}`);
      request.resume();
      response.writeHead(201, { 'x-from': 'host' }).end('made');
    }).listen(0, '127.0.0.1');
    await once(upstream, 'listening');
    gate = new GitGate((upstream.address() as AddressInfo).port);
    port = await drawFreePort([]);
    await gate.open(port);
  });
  afterEach(async () => {
    gate.release();
    await gate.close();
    await new Promise(resolve => upstream.close(resolve));
  });

  const ask = (signal?: AbortSignal) =>
    fetch(`http://127.0.0.1:${port}/api/v3/repos/a/b/git%2Frefs?x=1`, {
      method: 'POST',
      body: '{"ref":"main"}',
      signal,
    });

  /** Sends a call that is held, and hangs up. */
  async function killWhileHeld(point: HoldPoint): Promise<void> {
    const killed = new AbortController();
    const held = new Promise<void>(resolve =>
      gate.holdWhere(async () => {
        setTimeout(resolve, 100);
        return point;
      }),
    );
    const asking = ask(killed.signal).catch(() => 'killed');
    await held;
    killed.abort();
    expect(await asking).toBe('killed');
    await new Promise(resolve => setTimeout(resolve, 100));
  }

  it('should hand calls on, and count them', async () => {
    const response = await ask();
    expect(response.status).toBe(201);
    expect(response.headers.get('x-from')).toBe('host');
    expect(await response.text()).toBe('made');
    expect(gate.calls).toMatchObject([
      {
        method: 'POST',
        path: '/repos/a/b/git/refs?x=1',
        body: '{"ref":"main"}',
        status: 201,
      },
    ]);
    expect(arrived).toEqual(['POST /api/v3/repos/a/b/git%2Frefs?x=1']);
  });

  it('should never send what is held before, when its sender dies', async () => {
    await killWhileHeld('before');
    gate.release();
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(arrived).toEqual([]);
  });

  it('should have sent what is held after', async () => {
    await killWhileHeld('after');
    expect(arrived).toHaveLength(1);
  });

  it('should let go on what is held', async () => {
    gate.holdWhere(async () => 'before');
    const asking = ask();
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(arrived).toEqual([]);
    gate.release();
    expect((await asking).status).toBe(201);
  });

  it('should refuse connections while it is closed', async () => {
    await gate.close();
    await expect(ask()).rejects.toThrow('fetch failed');
    await gate.open(port);
    expect((await ask()).status).toBe(201);
  });
});
