import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { drawFreePort } from '../../data/freePort';
import { HookRelay, type HookMode } from './HookRelay';
import { readBody } from './readBody';

describe('HookRelay', () => {
  let portal: Server;
  let taken: Array<{ body: string; signature: unknown }>;
  let relay: HookRelay;
  let port: number;

  beforeEach(async () => {
    taken = [];
    portal = createServer(async (request, response) => {
      const body = (await readBody(request)).toString('utf8');
      taken.push({ body, signature: request.headers['x-hub-signature-256'] });
      response.writeHead(202).end();
    }).listen(0, '127.0.0.1');
    await once(portal, 'listening');
    const { port: target } = portal.address() as AddressInfo;
    relay = new HookRelay(`http://127.0.0.1:${target}`);
    port = await drawFreePort([]);
    await relay.open(port);
  });
  afterEach(async () => {
    await relay.close();
    await new Promise(resolve => portal.close(resolve));
  });

  async function send(mode: HookMode): Promise<number> {
    relay.mode = mode;
    const response = await fetch(`http://127.0.0.1:${port}/hook`, {
      method: 'POST',
      headers: { 'x-github-event': 'push', 'x-hub-signature-256': 'sha256=1' },
      body: '{"ref":1}',
    });
    return response.status;
  }

  it.each<[HookMode, number]>([
    ['pass', 1],
    ['double', 2],
    ['lose', 0],
    ['keep', 0],
  ])('should %s a webhook', async (mode, times) => {
    expect(await send(mode)).toBe(202);
    expect(taken).toEqual(
      Array.from({ length: times }, () => ({
        body: '{"ref":1}',
        signature: 'sha256=1',
      })),
    );
    expect(relay.seen).toHaveLength(1);
  });

  it('should hand out what it keeps, once', async () => {
    await send('keep');
    const [hook] = relay.takeKept();
    expect(relay.takeKept()).toEqual([]);
    await relay.deliver(hook, { 'x-hub-signature-256': 'forged' });
    expect(taken).toEqual([{ body: '{"ref":1}', signature: 'forged' }]);
  });

  it('should tell the Git host when the portal does not answer', async () => {
    relay.target = 'http://127.0.0.1:1';
    expect(await send('pass')).toBe(502);
  });
});
