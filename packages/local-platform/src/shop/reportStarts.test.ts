import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { silentReporter } from '../__testUtils__/silentReporter';
import { reportStarts, type ReportStartsOptions } from './reportStarts';

const ORDER = {
  component: 'order-service',
  version: '0.1.0-1a2b3c4',
  createdAt: new Date('2026-11-25T10:00:00Z'),
};
const USER = { ...ORDER, component: 'user-service' };

interface Post {
  url: string | undefined;
  authorization: string | undefined;
  body: unknown;
}

describe('reportStarts', () => {
  let server: Server;
  let posts: Post[];
  /** What the portal answers, one after the other; the last one for good. */
  let answers: number[];
  let reporter: ReturnType<typeof silentReporter>;

  function run(overrides: Partial<ReportStartsOptions> = {}) {
    return reportStarts({
      services: [ORDER],
      portalUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      token: 'ci-token',
      reporter,
      signal: new AbortController().signal,
      ...overrides,
    });
  }

  beforeEach(async () => {
    posts = [];
    answers = [202];
    reporter = silentReporter();
    server = createServer(async (request, response) => {
      posts.push({
        url: request.url,
        authorization: request.headers.authorization,
        body: await json(request),
      });
      response.statusCode = answers.length > 1 ? answers.shift()! : answers[0];
      response.end('{}');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterEach(async () => {
    server.closeAllConnections();
    server.close();
  });

  it('should post the start of each service once, as an event of its version', async () => {
    await run({ services: [ORDER, USER] });
    expect(posts).toHaveLength(2);
    expect(posts[0]).toEqual({
      url: '/api/deployments/events',
      authorization: 'Bearer ci-token',
      body: {
        context: {
          id: 'order-service/2026-11-25T10:00:00.000Z',
          source: 'portico/up',
          type: 'dev.cdevents.service.deployed.0.3.0',
          timestamp: '2026-11-25T10:00:00.000Z',
        },
        subject: {
          id: 'order-service',
          content: {
            environment: { id: 'local' },
            artifactId: 'pkg:generic/order-service@0.1.0-1a2b3c4',
          },
        },
        customData: { version: '0.1.0-1a2b3c4', deployer: 'portico up' },
      },
    });
    expect(reporter.lines).toEqual([]);
  });

  it('should ask again while the portal does not know the service yet', async () => {
    answers = [503, 422, 202];
    await run();
    expect(posts).toHaveLength(3);
    expect(new Set(posts.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(reporter.lines).toEqual([]);
  });

  it('should warn, and not fail, where the portal never takes it', async () => {
    answers = [422];
    await run({ patienceMs: 100 });
    expect(reporter.lines).toEqual([
      'Warning: The portal was not told of the start of order-service: it answers 422',
    ]);
    reporter.lines.length = 0;
    await run({ portalUrl: 'http://127.0.0.1:1', patienceMs: 100 });
    expect(reporter.lines).toHaveLength(1);
  });

  it('should end in silence when the run ends', async () => {
    answers = [503];
    const end = new AbortController();
    const done = run({ signal: end.signal });
    setTimeout(() => end.abort(), 50);
    await done;
    expect(reporter.lines).toEqual([]);
  });
});
