import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { HttpClient } from './httpClient';
import type { HttpRequest } from './messages';

const ANSWER = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

describe('HttpClient', () => {
  let server: Server;
  let url = '';
  let asked = 0;
  const client = new HttpClient();

  // Answers the first request of each connection, and closes it on the second.
  beforeAll(async () => {
    server = createServer(socket => {
      let first = true;
      socket.on('error', () => {});
      socket.on('data', () => {
        asked += 1;
        if (first) socket.write(ANSWER);
        else socket.resetAndDestroy();
        first = false;
      });
    });
    await new Promise<void>(resolve =>
      server.listen(0, '127.0.0.1', () => resolve()),
    );
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterAll(async () => {
    client.close();
    await new Promise(resolve => server.close(resolve));
  });

  it.each<[string, Partial<HttpRequest>, number, number, number]>([
    ['ask again for what only reads', { method: 'GET' }, 200, 0, 3],
    [
      'ask again for what has a key',
      { headers: { 'idempotency-key': 'k' } },
      200,
      0,
      3,
    ],
    ['not do anything else twice', {}, 0, 1220, 2],
  ])(
    'should %s where a kept connection is closed',
    async (_what, more, status, errorCode, requests) => {
      const request: HttpRequest = {
        ...{ method: 'POST', url, headers: {}, body: null, timeoutMs: 5_000 },
        ...more,
      };
      const fresh = new HttpClient();
      asked = 0;
      expect(await fresh.send(request)).toMatchObject({ status: 200 });
      const answer = await fresh.send(request);
      fresh.close();
      expect(answer).toMatchObject({ status, errorCode });
      expect(asked).toBe(requests);
    },
  );

  it('should count the time and the bytes of each request on a connection', async () => {
    const request = { url, headers: {}, body: null, timeoutMs: 5_000 };
    const answer = await client.send({ ...request, method: 'GET' });
    const { timings, receivedBytes, sentBytes } = answer;
    expect(receivedBytes).toBe(ANSWER.length);
    expect(sentBytes).toBeGreaterThan(50);
    expect(timings.duration).toBeCloseTo(
      timings.sending + timings.waiting + timings.receiving,
      6,
    );
    expect(timings.connecting).toBeGreaterThan(0);
  });
});
