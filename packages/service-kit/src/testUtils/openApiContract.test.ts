import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openApiContract } from './openApiContract';

const DOCUMENT = `
openapi: 3.1.0
info: { title: lamps, version: 1.0.0 }
paths:
  /v1/lamps/{id}:
    parameters:
      - { name: id, in: path, required: true, schema: { type: string } }
    get:
      parameters:
        - $ref: '#/components/parameters/colour'
      responses:
        '200':
          description: a lamp
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Lamp' }
        '404': { $ref: '#/components/responses/Problem' }
    delete:
      responses:
        '200': { description: gone already }
        '204': { description: gone }
  /v1/lamps/newest:
    get:
      responses:
        '200':
          description: a name
          content: { text/plain: { schema: { type: string, minLength: 3 } } }
  /v1/lamps:
    post:
      parameters:
        - { name: Idempotency-Key, in: header, required: true, schema: { type: string } }
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [name]
              additionalProperties: false
              properties: { name: { type: string } }
      responses:
        2XX:
          description: taken
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Lamp' }
        default: { $ref: '#/components/responses/Problem' }
components:
  parameters:
    colour: { name: colour, in: query, schema: { type: string } }
  responses:
    Problem:
      description: a problem
      content:
        application/problem+json:
          schema: { type: object, required: [code] }
  schemas:
    Lamp:
      type: object
      required: [id, madeAt]
      additionalProperties: false
      properties:
        id: { type: string, example: l-1 }
        madeAt: { type: string, format: date-time }
        parent: { oneOf: [{ type: 'null' }, { $ref: '#/components/schemas/Lamp' }] }
`;

const LAMP = { id: 'l-1', madeAt: '2026-01-01T00:00:00Z', parent: null };
const KEY = { 'idempotency-key': 'k-1' };

interface Answer {
  status?: number;
  type?: string;
  body?: unknown;
}

describe('openApiContract', () => {
  const folder = mkdtempSync(join(tmpdir(), 'portico-test-'));
  const file = join(folder, 'openapi.yaml');
  let server: Server;
  let url: string;
  let answer: Answer;

  beforeAll(async () => {
    writeFileSync(file, DOCUMENT);
    const listener: RequestListener = (_request, response) => {
      const { status = 200, type = 'application/json', body = LAMP } = answer;
      response.writeHead(status, type ? { 'content-type': type } : {});
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    };
    server = createServer(listener);
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    answer = {};
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  });

  it('should let pass what is declared, and give the answer', async () => {
    const api = openApiContract(file);
    const response = await api.fetch(url, 'GET', '/v1/lamps/l-1?colour=red');
    expect(await response.json()).toEqual(LAMP);
    answer = { body: { ...LAMP, parent: LAMP } };
    await api.fetch(url, 'GET', '/v1/lamps/l-1');
    const problem = 'application/problem+json; charset=utf-8';
    answer = { status: 404, type: problem, body: { code: 'NOT_FOUND' } };
    expect((await api.fetch(url, 'GET', '/v1/lamps/l-2')).status).toBe(404);
    answer = { status: 204, type: '', body: '' };
    await api.fetch(url, 'DELETE', '/v1/lamps/l-1');
    answer = { type: 'text/plain', body: 'lamp' };
    await api.fetch(url, 'GET', '/v1/lamps/newest');
    answer = { status: 202 };
    const sent = { headers: KEY, body: { name: 'Lamp' } };
    await api.fetch(url, 'POST', '/v1/lamps', sent);
    expect(api.untried()).toEqual([]);
  });

  it.each<[string, string, string, Answer]>([
    ['GET /v1/chairs is not declared', 'GET', '/v1/chairs', {}],
    ['PUT /v1/lamps/1 is not declared', 'PUT', '/v1/lamps/1', {}],
    ['GET /v1/lamps/ is not declared', 'GET', '/v1/lamps/', {}],
    ['the status is not declared', 'GET', '/v1/lamps/1', { status: 201 }],
    [
      "the content type 'text/html' is not declared",
      'GET',
      '/v1/lamps/1',
      { type: 'text/html' },
    ],
    [
      "the content type 'application/json' is not declared",
      'GET',
      '/v1/lamps/1',
      { status: 404, body: { code: 'NOT_FOUND' } },
    ],
    [
      "required property 'code'",
      'GET',
      '/v1/lamps/1',
      { status: 404, type: 'application/problem+json', body: {} },
    ],
    ['the body is not JSON', 'GET', '/v1/lamps/1', { body: '{"id":' }],
    [
      '"additionalProperty":"cost"',
      'GET',
      '/v1/lamps/1',
      { body: { ...LAMP, cost: 1 } },
    ],
    [
      '/parent must have required',
      'GET',
      '/v1/lamps/1',
      { body: { ...LAMP, parent: { id: 'l-2' } } },
    ],
    [
      'must match format "date-time"',
      'GET',
      '/v1/lamps/1',
      { body: { ...LAMP, madeAt: 'today' } },
    ],
    [
      'fewer than 3 characters',
      'GET',
      '/v1/lamps/newest',
      { type: 'text/plain', body: 'la' },
    ],
    ['no content is declared', 'DELETE', '/v1/lamps/1', {}],
    [
      "the query parameter 'color' is not declared",
      'GET',
      '/v1/lamps/1?color=red',
      {},
    ],
  ])('should throw "%s" for %s %s', async (message, method, path, given) => {
    answer = given;
    const asked = openApiContract(file).fetch(url, method, path);
    await expect(asked).rejects.toThrow(message);
  });

  it.each([
    ['additionalProperty', { headers: KEY, body: { name: 'Lamp', cost: 1 } }],
    ["required property 'name'", { headers: KEY, body: {} }],
    ['a body is declared as required', { headers: KEY }],
    ["'Idempotency-Key' is declared", { body: { name: 'Lamp' } }],
    ['is not JSON', { headers: KEY, body: '{"name":' }],
    [
      "a body of 'text/plain' is not declared",
      { headers: { ...KEY, 'content-type': 'text/plain' }, body: 'Lamp' },
    ],
  ])('should throw "%s" where a service took it', async (message, request) => {
    const api = openApiContract(file);
    const ask = () => api.fetch(url, 'POST', '/v1/lamps', request);
    await expect(ask()).rejects.toThrow(message);
    const refusal = { code: 'BAD_REQUEST' };
    answer = { status: 400, type: 'application/problem+json', body: refusal };
    expect((await ask()).status).toBe(400);
  });

  it('should throw where a service takes a body that is not declared', async () => {
    const asked = await openApiContract(file).fetch(
      url,
      'GET',
      '/v1/lamps/1',
      {},
    );
    expect(asked.status).toBe(200);
    answer = { status: 204, type: '', body: '' };
    const sent = { body: { force: true } };
    await expect(
      openApiContract(file).fetch(url, 'DELETE', '/v1/lamps/1', sent),
    ).rejects.toThrow('no body is declared, and one was taken');
  });

  it('should name what was never answered with success', async () => {
    const api = openApiContract(file);
    const problem = { type: 'application/problem+json', body: { code: 'X' } };
    answer = { status: 404, ...problem };
    await api.fetch(url, 'GET', '/v1/lamps/l-1');
    expect(api.untried()).toEqual(api.routesOf());
    answer = {};
    await api.fetch(url, 'GET', '/v1/lamps/l-1');
    expect(api.untried()).toEqual([
      'DELETE /v1/lamps/:id',
      'GET /v1/lamps/newest',
      'POST /v1/lamps',
    ]);
  });

  it('should refuse another kind of document, and references that lead nowhere', async () => {
    const other = join(folder, 'other.yaml');
    writeFileSync(other, 'openapi: 3.0.3\npaths: {}\n');
    expect(() => openApiContract(other)).toThrow('is not an OpenAPI 3.1');
    const broken = DOCUMENT.replace('responses/Problem', 'responses/None');
    writeFileSync(other, broken);
    answer = { status: 404 };
    await expect(
      openApiContract(other).fetch(url, 'GET', '/v1/lamps/1'),
    ).rejects.toThrow('#/components/responses/None leads nowhere');
  });
});
