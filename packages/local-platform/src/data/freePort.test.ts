import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { drawFreePort, isPortFree, nextFreePort } from './freePort';
import { describePortHolder, parseListeners } from './portHolder';

describe('isPortFree', () => {
  let server: Server | undefined;

  async function listen(host: string): Promise<number> {
    const port = await drawFreePort([]);
    server = createServer().listen({ host, port });
    await once(server, 'listening');
    return port;
  }

  afterEach(async () => {
    await new Promise(resolve =>
      server ? server.close(resolve) : resolve(undefined),
    );
    server = undefined;
  });

  it('should notice a server on the loopback address', async () => {
    const port = await listen('127.0.0.1');
    expect(await isPortFree(port)).toBe(false);
    expect(await nextFreePort(port)).toBeGreaterThan(port);
  });

  it('should notice a server that listens everywhere', async () => {
    expect(await isPortFree(await listen('0.0.0.0'))).toBe(false);
  });

  it('should tell who holds the port', async () => {
    const port = await listen('127.0.0.1');
    expect(await describePortHolder(port)).toMatch(
      new RegExp(`^process ${process.pid} \\(.*node`),
    );
  });
});

describe('drawFreePort', () => {
  it('should stay below the range of outgoing connections', async () => {
    const port = await drawFreePort([]);
    expect(port).toBeGreaterThanOrEqual(20_000);
    expect(port).toBeLessThan(30_000);
    expect(await isPortFree(port)).toBe(true);
  });
});

describe('parseListeners', () => {
  it('should take the listening sockets of just that port', () => {
    const table = [
      '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
      '   0: 0100007F:1B5F 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 111 1',
      '   1: 0100007F:1B5F 0100007F:9C40 01 00000000:00000000 00:00000000 00000000     0        0 222 1',
      '   2: 0100007F:1B60 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 333 1',
    ].join('\n');
    expect(parseListeners(table, 7007)).toEqual(['111']);
    expect(parseListeners('', 7007)).toEqual([]);
  });
});
