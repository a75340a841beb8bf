import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on this machine for the tests of a file or a describe; `answer` may be changed between them. */
export function testServer(): { url: string; answer: RequestListener } {
  const given = {
    url: '',
    answer: ((_request, response) => response.end()) as RequestListener,
  };
  let server: Server;
  beforeAll(async () => {
    server = createServer((request, response) =>
      given.answer(request, response),
    );
    await new Promise<void>(resolve =>
      server.listen(0, '127.0.0.1', () => resolve()),
    );
    given.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });
  return given;
}
