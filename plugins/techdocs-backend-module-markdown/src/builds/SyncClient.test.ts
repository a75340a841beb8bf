import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { mockServices } from '@backstage/backend-test-utils';
import { readOutcome, SyncClient } from './SyncClient';

const LOG = 'event: log\ndata: "Step 1"\n\n';

describe('SyncClient', () => {
  const asked: Array<{ url?: string; authorization?: string }> = [];
  let answer = { status: 200, body: '' };
  let server: Server;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const { authorization } = request.headers;
      asked.push({ url: request.url, authorization });
      response.writeHead(answer.status).end(answer.body);
    });
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  });
  afterAll(() => server.close());

  const client = () =>
    SyncClient.create({
      auth: mockServices.auth(),
      discovery: {
        getBaseUrl: async () =>
          `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`,
        getExternalBaseUrl: async () => '',
      },
    });
  const entity = { kind: 'Component', namespace: 'default', name: 'a/b' };

  it('should ask as the backend itself, and wait for the end', async () => {
    answer = {
      status: 200,
      body: `${LOG}event: finish\ndata: {"updated":true}\n\n`,
    };
    expect(await client().sync(entity)).toBe(true);
    expect(asked[0].url).toBe('/api/sync/default/Component/a%2Fb');
    expect(asked[0].authorization).toMatch(/^Bearer mock-service-token:/);
  });

  it('should tell why a request failed', async () => {
    answer = { status: 503, body: '' };
    await expect(client().sync(entity)).rejects.toThrow('503');
  });
});

describe('readOutcome', () => {
  it('should tell whether something was built', () => {
    expect(readOutcome('event: finish\ndata: {"updated":false}\n\n')).toBe(
      false,
    );
  });

  it('should throw what the build threw', () => {
    expect(() =>
      readOutcome(`${LOG}event: error\ndata: "no docs"\n\n`),
    ).toThrow('no docs');
  });

  it('should not take a cut off stream for a result', () => {
    expect(() => readOutcome(LOG)).toThrow('ended without a result');
  });
});
