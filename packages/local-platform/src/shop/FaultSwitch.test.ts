import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { temporaryFolder } from '../__testUtils__/temporaryFolder';
import { DataFolder } from '../data/DataFolder';
import { FaultSwitch } from './FaultSwitch';
import type { ServiceName } from './services';

describe('FaultSwitch', () => {
  const data = DataFolder.at(temporaryFolder());
  const told: unknown[] = [];
  let server: Server;
  let status = 200;
  let silent = false;

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      let text = '';
      for await (const chunk of request) text += chunk;
      // As a service that parses JSON, and nothing else, does.
      const isJson = request.headers['content-type'] === 'application/json';
      told.push([request.method, request.url, isJson && JSON.parse(text)]);
      if (silent) return;
      response.writeHead(status).end('{"detail":"no"}');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  beforeEach(() => {
    status = 200;
    silent = false;
    told.length = 0;
  });

  function faults(
    adminPort = (server.address() as AddressInfo).port,
    service: ServiceName = 'order',
  ) {
    return new FaultSwitch(data, { service, adminPort, timeoutMs: 500 });
  }

  it('should give a service that starts again the fault it had', async () => {
    expect(await faults().set({ fault: 'crash' })).toBe(true);
    await faults().restore();
    const crash = ['PUT', '/fault', { fault: 'crash' }];
    expect(told).toEqual([crash, crash]);
  });

  it('should give it none after `off`', async () => {
    await faults().set({ fault: 'slow', delayMs: 300 });
    await faults().set({ fault: 'off' });
    told.length = 0;
    await faults().restore();
    expect(told).toEqual([]);
    expect(await faults().read()).toEqual({ fault: 'off' });
  });

  it('should keep a fault for a service that does not answer now', async () => {
    expect(await faults(1).set({ fault: 'errors', ratio: 0.5 })).toBe(false);
    expect(await faults().read()).toEqual({ fault: 'errors', ratio: 0.5 });
    await faults().forget();
    expect(await faults().read()).toEqual({ fault: 'off' });
  });

  it('should keep the faults of each service by itself', async () => {
    await faults().set({ fault: 'crash' });
    expect(await faults(1, 'user').read()).toEqual({ fault: 'off' });
    await faults(1, 'user').set({ fault: 'off' });
    expect(await faults().read()).toEqual({ fault: 'crash' });
    await faults().forget();
  });

  it('should not wait for a service that stands still', async () => {
    silent = true;
    expect(await faults().set({ fault: 'crash' })).toBe(false);
    expect(told).toEqual([['PUT', '/fault', { fault: 'crash' }]]);
  });

  it('should pass on why a service refuses', async () => {
    status = 400;
    await expect(faults().set({ fault: 'crash' })).rejects.toThrow(
      'order-service refused the fault (400): {"detail":"no"}',
    );
  });
});
