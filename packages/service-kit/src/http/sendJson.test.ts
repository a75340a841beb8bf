import { aService, stopServices } from '../__testUtils__/service';
import type { Route } from './Route';
import { sendJson } from './sendJson';

const get = (path: Route['path'], handle: Route['handle']): Route => ({
  method: 'get',
  path,
  access: 'public',
  handle,
});

const start = () =>
  aService({
    routes: () => [
      get('/v1/object', (_, response) => sendJson(response, { name: 'Lämp' })),
      get('/v1/text', (_, response) => sendJson(response, '{"name":"Lämp"}')),
      get('/v1/express', (_, response) => response.json({ name: 'Lämp' })),
      get('/v1/quoted', (_, response) => response.json('Lämp')),
      get('/v1/created', (_, response) =>
        response.status(201).type('application/geo+json').json({}),
      ),
    ],
  });

describe('sendJson', () => {
  afterEach(stopServices);

  it.each(['/v1/object', '/v1/text', '/v1/express'])(
    'should answer %s with the same, in bytes as many as it says',
    async path => {
      const { url } = await start();
      const answer = await fetch(url + path);
      expect(answer.headers.get('content-type')).toBe(
        'application/json; charset=utf-8',
      );
      expect(answer.headers.get('content-length')).toBe('16');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(await answer.text()).toBe('{"name":"Lämp"}');
    },
  );

  it('should send a text as JSON by response.json, as Express does', async () => {
    const { url } = await start();
    expect(await (await fetch(`${url}/v1/quoted`)).text()).toBe('"Lämp"');
  });

  it('should keep a status and a type that were set', async () => {
    const { url } = await start();
    const answer = await fetch(`${url}/v1/created`);
    expect(answer.status).toBe(201);
    expect(answer.headers.get('content-type')).toMatch(/^application\/geo/);
  });

  it('should send no body to HEAD', async () => {
    const { url } = await start();
    const answer = await fetch(`${url}/v1/text`, { method: 'HEAD' });
    expect(answer.headers.get('content-length')).toBe('16');
    expect(await answer.text()).toBe('');
  });
});
