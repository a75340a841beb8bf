import { mockApis } from '@backstage/frontend-test-utils';
import {
  deploymentListQuerySchema,
  doraQuerySchema,
  matrixQuerySchema,
  promotionRequestSchema,
} from '@portico/plugin-deployments-common';
import type { ZodType } from 'zod/v4';
import { aDoraReport } from '../__testUtils__/aDoraReport';
import { aDeployment, anIncident, aRow, ORDER } from '../__testUtils__/aCell';
import { describeProblem } from '../hooks/problem';
import {
  DEADLINE_MS,
  DeploymentsClient,
  PROMOTE_DEADLINE_MS,
} from './DeploymentsClient';

const BASE = 'http://localhost:7007/api/deployments';
const MATRIX = {
  items: [aRow()],
  environments: ['staging', 'prod'],
  asOf: '2026-11-27T10:00:00Z',
};

/** A backend that gives one answer and remembers the questions. */
function setup(answer: () => Response | Promise<Response>) {
  const fetch = jest.fn(async (_url: unknown, _init?: RequestInit) => answer());
  const fetchApi = mockApis.fetch({
    baseImplementation: fetch,
    resolvePluginProtocol: {
      discoveryApi: mockApis.discovery({ baseUrl: 'http://localhost:7007' }),
    },
  });
  return { client: DeploymentsClient.create({ fetchApi }), fetch };
}

function json(body: unknown, init: ResponseInit = {}) {
  return () =>
    new Response(JSON.stringify(body), {
      ...init,
      headers: { 'Content-Type': 'application/json', ...init.headers },
    });
}

function addressOf({ fetch }: ReturnType<typeof setup>) {
  return String(fetch.mock.calls[0][0]).replace(BASE, '');
}

async function problemOf(promise: Promise<unknown>) {
  return promise.then(
    () => undefined,
    error => describeProblem(error),
  );
}

describe('DeploymentsClient', () => {
  it('should ask for one service and for all', async () => {
    const one = setup(json(MATRIX));
    await expect(one.client.getRow(ORDER)).resolves.toMatchObject({
      entityRef: ORDER,
      environments: ['staging', 'prod'],
      cells: [{ environment: 'staging' }, { environment: 'prod' }],
    });
    expect(addressOf(one)).toBe(
      '/matrix?entityRef=component%3Adefault%2Forder-service',
    );
    const all = setup(json(MATRIX));
    await expect(all.client.getMatrix()).resolves.toMatchObject(MATRIX);
    expect(addressOf(all)).toBe('/matrix');
  });

  it('should repeat what is asked for more than once, and leave out what is not', async () => {
    const all = setup(json({ items: [aDeployment()], nextCursor: 'next' }));
    await expect(
      all.client.listDeployments({
        entityRef: ORDER,
        environment: undefined,
        status: ['failed', 'rolled-back'],
        limit: 25,
      }),
    ).resolves.toMatchObject({ nextCursor: 'next' });
    expect(addressOf(all)).toBe(
      '/deployments?entityRef=component%3Adefault%2Forder-service&status=failed&status=rolled-back&limit=25',
    );
  });

  it('should read incidents, metrics and the sources', async () => {
    const incidents = setup(json({ items: [anIncident()] }));
    await expect(
      incidents.client.listIncidents({ environment: 'prod' }),
    ).resolves.toEqual({ items: [anIncident()] });
    expect(addressOf(incidents)).toBe('/incidents?environment=prod');

    const dora = setup(json(aDoraReport()));
    const window = {
      from: '2026-10-29T00:00:00Z',
      to: '2026-11-28T00:00:00Z',
      zone: 'UTC',
    };
    await expect(dora.client.getDora(window)).resolves.toEqual(aDoraReport());
    expect(addressOf(dora)).toMatch(/^\/dora\?from=.*&to=.*&zone=UTC$/);

    const sources = setup(json({ items: [] }));
    await expect(sources.client.listSources()).resolves.toEqual([]);
    expect(addressOf(sources)).toBe('/sources');
  });

  it('should ask in a way that the backend takes', async () => {
    const window = {
      from: '2026-10-29T00:00:00Z',
      to: '2026-11-28T00:00:00Z',
      zone: 'Europe/Berlin',
    };
    const questions: [
      unknown,
      ZodType,
      (client: DeploymentsClient) => unknown,
    ][] = [
      [MATRIX, matrixQuerySchema, client => client.getRow(ORDER)],
      [
        { items: [] },
        deploymentListQuerySchema,
        client =>
          client.listDeployments({
            entityRef: ORDER,
            environment: 'prod',
            status: ['failed'],
            limit: 25,
            cursor: 'next',
          }),
      ],
      [
        aDoraReport(),
        doraQuerySchema,
        client =>
          client.getDora({ entityRef: ORDER, environment: 'prod', ...window }),
      ],
    ];
    for (const [answer, schema, ask] of questions) {
      const all = setup(json(answer));
      await ask(all.client);
      const { searchParams } = new URL(String(all.fetch.mock.calls[0][0]));
      const query = Object.fromEntries(
        [...searchParams.keys()].map(key => [
          key,
          searchParams.getAll(key).length > 1
            ? searchParams.getAll(key)
            : searchParams.get(key),
        ]),
      );
      expect(schema.safeParse(query).error).toBeUndefined();
      expect(Object.keys(query)).toContain('entityRef');
    }
  });

  it('should post a wish for a version, and read the pull request', async () => {
    const promotion = { pullRequestUrl: 'https://git.example/12', number: 12 };
    const all = setup(json(promotion, { status: 201 }));
    const request = { entityRef: ORDER, environment: 'prod', version: '1.5.0' };
    await expect(all.client.promote(request)).resolves.toEqual(promotion);
    expect(addressOf(all)).toBe('/promotions');
    const init = all.fetch.mock.calls[0][1];
    expect(init).toMatchObject({ method: 'POST' });
    expect(JSON.parse(String(init?.body))).toEqual(request);
    expect(promotionRequestSchema.parse(request)).toEqual(request);
  });

  it.each([
    [401, 'signed-out'],
    [403, 'not-allowed'],
    [404, 'not-set-up'],
    [400, 'refused'],
    [429, 'busy'],
    [500, 'down'],
    [503, 'down'],
  ])('should tell a %s apart', async (status, kind) => {
    const body = {
      error: { name: 'Error', message: 'because' },
      response: { statusCode: status },
    };
    const { client } = setup(json(body, { status }));
    await expect(problemOf(client.getMatrix())).resolves.toEqual({
      kind,
      message: 'Because.',
    });
  });

  it('should not quote the error page of a proxy', async () => {
    const { client } = setup(
      () => new Response('<html>Bad gateway</html>', { status: 502 }),
    );
    await expect(problemOf(client.getMatrix())).resolves.toEqual({
      kind: 'down',
      message: 'The portal answered with status 502.',
    });
  });

  it('should say when it may ask again', async () => {
    const body = {
      error: { name: 'Error', message: 'too many' },
      response: { statusCode: 429 },
    };
    const headers = { 'Retry-After': '30' };
    const { client } = setup(json(body, { status: 429, headers }));
    await expect(problemOf(client.getMatrix())).resolves.toEqual({
      kind: 'busy',
      message: 'Too many. Try again in 30 s.',
    });
  });

  it('should tell an answer that it does not understand from one that did not come', async () => {
    const shape = setup(json({ items: [{ entityRef: ORDER }] }));
    await expect(problemOf(shape.client.getMatrix())).resolves.toMatchObject({
      kind: 'odd',
      message: expect.stringContaining('(at items.0.cells)'),
    });
    const page = setup(() => new Response('<html>', { status: 200 }));
    await expect(problemOf(page.client.getMatrix())).resolves.toMatchObject({
      kind: 'odd',
    });
    const nobody = setup(() => Promise.reject(new TypeError('failed')));
    await expect(problemOf(nobody.client.getMatrix())).resolves.toEqual({
      kind: 'down',
      message: 'The portal did not answer.',
    });
  });

  describe('when nobody answers', () => {
    beforeEach(() => jest.useFakeTimers());
    afterEach(() => jest.useRealTimers());

    const silent = () => setup(() => new Promise<Response>(() => {}));

    it('should give up after a while, and end the request', async () => {
      const all = silent();
      const problem = problemOf(all.client.getMatrix());
      await jest.advanceTimersByTimeAsync(DEADLINE_MS);
      await expect(problem).resolves.toEqual({
        kind: 'down',
        message: 'There was no answer within 20 s.',
      });
      expect(all.fetch.mock.calls[0][1]?.signal?.aborted).toBe(true);
    });

    it('should give a pull request more time', async () => {
      const all = silent();
      const onEnd = jest.fn();
      all.client
        .promote({ entityRef: ORDER, environment: 'prod', version: '1.5.0' })
        .catch(onEnd);
      await jest.advanceTimersByTimeAsync(DEADLINE_MS);
      expect(onEnd).not.toHaveBeenCalled();
      await jest.advanceTimersByTimeAsync(PROMOTE_DEADLINE_MS - DEADLINE_MS);
      expect(onEnd).toHaveBeenCalledTimes(1);
    });

    it('should stop when the page goes', async () => {
      const all = silent();
      const controller = new AbortController();
      const answer = all.client.getMatrix({ signal: controller.signal });
      await jest.advanceTimersByTimeAsync(0);
      controller.abort();
      await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
      expect(all.fetch.mock.calls[0][1]?.signal?.aborted).toBe(true);
    });
  });
});
