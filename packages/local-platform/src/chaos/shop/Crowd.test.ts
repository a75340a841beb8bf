import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Crowd } from './Crowd';

describe('Crowd', () => {
  let server: Server;
  let crowd: Crowd;
  let seen: string[];
  let behave: RequestListener;

  beforeEach(async () => {
    seen = [];
    behave = (_request, response) => {
      response.end('{}');
    };
    server = createServer((request, response) => {
      seen.push(`${request.method} ${request.url}`);
      behave(request, response);
    });
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    crowd = Crowd.of(`http://127.0.0.1:${port}`, [
      { method: 'GET', path: '/a', headers: {} },
      { method: 'PUT', path: '/b', headers: {}, body: '{"quantity":1}' },
    ]);
  });
  afterEach(() => {
    crowd.leave();
    server.closeAllConnections();
    server.close();
  });

  it('should ask at its rate, also where nobody is answered meanwhile', async () => {
    behave = (_request, response) => {
      setTimeout(() => response.end('{}'), 600);
    };
    const answers = await crowd.impatient(100, 500);
    expect(answers).toHaveLength(50);
    expect(new Set(seen)).toEqual(new Set(['GET /a', 'PUT /b']));
    for (const { status, ms } of answers) {
      expect(status).toBe(200);
      expect(ms).toBeGreaterThan(590);
    }
  });

  it('should count a wait from when it was due', async () => {
    const asked = crowd.impatient(100, 300);
    const until = performance.now() + 250;
    while (performance.now() < until);
    // Due after 100 ms, and sent after 250.
    const { ms, lateMs } = (await asked)[10];
    expect(lateMs).toBeGreaterThan(130);
    expect(ms).toBeGreaterThanOrEqual(lateMs);
  });

  it('should ask again only after an answer, where it is patient', async () => {
    behave = (_request, response) => {
      setTimeout(() => response.end('{}'), 100);
    };
    const answers = await crowd.patient(2, 350);
    expect(answers.length).toBeGreaterThanOrEqual(4);
    expect(answers.length).toBeLessThanOrEqual(8);
  });

  it('should tell refusals with their code, and what got no answer', async () => {
    behave = (request, response) => {
      if (request.url === '/a') request.socket.destroy();
      else response.writeHead(503).end('{"code":"OVERLOADED"}');
    };
    const answers = await crowd.impatient(10, 200);
    expect(answers.map(({ status, code }) => [status, code])).toEqual(
      expect.arrayContaining([
        [0, undefined],
        [503, 'OVERLOADED'],
      ]),
    );
  });
});
