import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Link } from './Link';

describe('Link', () => {
  let server: Server;
  let link: Link;
  let up = true;

  beforeAll(async () => {
    server = createServer((_request, response) => {
      response.end('x'.repeat(1_000));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    link = await Link.open(() => (up ? port : undefined));
  });

  afterAll(async () => {
    await link.close();
    server.closeAllConnections();
    server.close();
  });

  beforeEach(() => {
    up = true;
    link.quality = {};
    link.reset();
  });

  const ask = async (ms = 2_000) => {
    const answer = await fetch(`http://127.0.0.1:${link.port}/`, {
      signal: AbortSignal.timeout(ms),
      headers: { Connection: 'close' },
    });
    return (await answer.text()).length;
  };

  it('should carry what is asked and answered', async () => {
    await expect(ask()).resolves.toBe(1_000);
  });

  it('should be slow where it is told so', async () => {
    link.quality = { latencyMs: 200 };
    const from = performance.now();
    await expect(ask()).resolves.toBe(1_000);
    expect(performance.now() - from).toBeGreaterThan(190);
  });

  it.each([
    ['breaks in the middle', { resetAfterBytes: 500 }],
    ['says nothing', { silent: true }],
    ['is far too slow', { bytesPerSecond: 1_000 }],
  ])('should give no answer where it %s', async (_name, quality) => {
    link.quality = quality;
    await expect(ask(500)).rejects.toThrow();
  });

  it('should refuse where there is nobody', async () => {
    up = false;
    await expect(ask()).rejects.toThrow();
  });
});
