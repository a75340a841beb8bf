import { mockApis } from '@backstage/frontend-test-utils';
import { fetchApiRef, type ApiHolder } from '@backstage/frontend-plugin-api';
import type { TimelineItem } from '@portico/plugin-timeline-common';
import { fetchLane, TIMEOUT_MS } from './fetchLane';
import type { TimelineLaneQuery } from './TimelineLane';

const QUERY: TimelineLaneQuery = {
  entityRef: 'component:default/order-service',
  environment: 'prod',
  from: '2026-11-25T00:00:00Z',
  to: '2026-11-26T00:00:00Z',
  signal: new AbortController().signal,
};

function anItem(id: string): TimelineItem {
  return {
    id,
    at: '2026-11-25T10:42:00Z',
    kind: 'deployment',
    title: 'Deployed 1.5.0 to prod',
    status: 'succeeded',
    url: null,
    origin: 'live',
  };
}

function answer(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json' },
  });
}

function refusal(status: number, name: string, message: string): Response {
  return answer(
    { error: { name, message }, response: { statusCode: status } },
    status,
  );
}

type Backend = (url: URL, init?: RequestInit) => Promise<Response>;

/** An app whose backend remembers what it was asked. */
function setup(backend: Backend) {
  const asked: URL[] = [];
  const fetchApi = mockApis.fetch({
    baseImplementation: async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      asked.push(url);
      return backend(url, init);
    },
    resolvePluginProtocol: {
      discoveryApi: mockApis.discovery({ baseUrl: 'http://portal.test' }),
    },
  });
  const apis: ApiHolder = {
    get: ref => (ref.id === fetchApiRef.id ? (fetchApi as never) : undefined),
  };
  return { apis, asked };
}

describe('fetchLane', () => {
  it('should ask the plugin for the entity, the environment and the window', async () => {
    const { apis, asked } = setup(async () => answer({ items: [anItem('a')] }));
    await expect(fetchLane(apis, 'deployments', QUERY)).resolves.toEqual({
      items: [anItem('a')],
      more: false,
    });
    expect(asked).toHaveLength(1);
    const [{ origin, pathname, searchParams }] = asked;
    expect(`${origin}${pathname}`).toBe(
      'http://portal.test/api/deployments/timeline',
    );
    expect(Object.fromEntries(searchParams)).toEqual({
      entityRef: 'component:default/order-service',
      environment: 'prod',
      from: '2026-11-25T00:00:00Z',
      to: '2026-11-26T00:00:00Z',
    });
  });

  it('should leave the environment out where all are meant', async () => {
    const { apis, asked } = setup(async () => answer({ items: [] }));
    await fetchLane(apis, 'deployments', { ...QUERY, environment: undefined });
    expect(asked[0].searchParams.has('environment')).toBe(false);
  });

  it('should follow the cursor, and show an item that moved between pages once', async () => {
    const pages: Record<string, unknown> = {
      first: { items: [anItem('a'), anItem('b')], cursor: 'x&y' },
      'x&y': { items: [anItem('b'), anItem('c')] },
    };
    const { apis, asked } = setup(async url =>
      answer(pages[url.searchParams.get('cursor') ?? 'first']),
    );
    await expect(fetchLane(apis, 'deployments', QUERY)).resolves.toEqual({
      items: [anItem('a'), anItem('b'), anItem('c')],
      more: false,
    });
    expect(asked).toHaveLength(2);
  });

  it('should stop after five pages and say that there is more', async () => {
    const { apis, asked } = setup(async () =>
      answer({ items: [anItem(`${asked.length}`)], cursor: 'next' }),
    );
    const lane = await fetchLane(apis, 'deployments', QUERY);
    expect(asked).toHaveLength(5);
    expect(lane).toMatchObject({ more: true, items: { length: 5 } });
  });

  it.each([
    [1_000, undefined, 1_000, false],
    [1_001, undefined, 1_000, true],
    [1_000, 'next', 1_000, true],
  ])(
    'should show at most a thousand items: %d on a page with cursor %j',
    async (count, cursor, shown, more) => {
      const items = Array.from({ length: count }, (_, n) => anItem(`${n}`));
      const { apis, asked } = setup(async () => answer({ items, cursor }));
      const lane = await fetchLane(apis, 'deployments', QUERY);
      expect(asked).toHaveLength(1);
      expect(lane).toMatchObject({ more, items: { length: shown } });
    },
  );

  it.each([
    [
      refusal(401, 'AuthenticationError', 'no'),
      'signed-out',
      /sign-in has ended/,
    ],
    [
      refusal(403, 'NotAllowedError', 'You need x.read'),
      'not-allowed',
      /^You need x.read$/,
    ],
    [
      new Response(null, { status: 404 }),
      'not-installed',
      /^The backend of plugin deployments is not installed/,
    ],
    [
      refusal(404, 'NotFoundError', 'There is no component x'),
      'refused',
      /^There is no component x$/,
    ],
    [
      refusal(400, 'InputError', 'to must be after from'),
      'refused',
      /must be after from/,
    ],
    [refusal(429, 'TooManyRequests', 'Slower'), 'down', /^Slower$/],
    [refusal(500, 'Error', 'It broke'), 'down', /^It broke$/],
    [refusal(503, 'ServiceUnavailableError', 'Starting'), 'down', /^Starting$/],
    [new Response('<html>'), 'odd', /does not understand/],
    [answer({ items: [{ id: 'a' }] }), 'odd', /does not understand/],
  ])('should tell apart %j: %s', async (response, kind, message) => {
    const { apis } = setup(async () => response);
    await expect(fetchLane(apis, 'deployments', QUERY)).resolves.toEqual({
      problem: {
        kind,
        source: 'deployments',
        message: expect.stringMatching(message),
      },
    });
  });

  it('should count no answer as down', async () => {
    const { apis } = setup(async () => {
      throw new TypeError('fetch failed');
    });
    await expect(fetchLane(apis, 'deployments', QUERY)).resolves.toMatchObject({
      problem: { kind: 'down', message: 'The portal did not answer.' },
    });
  });

  it('should fail as a whole where a later page fails', async () => {
    const { apis, asked } = setup(async () =>
      asked.length === 1
        ? answer({ items: [anItem('a')], cursor: 'next' })
        : refusal(500, 'Error', 'It broke'),
    );
    await expect(fetchLane(apis, 'deployments', QUERY)).resolves.toMatchObject({
      problem: { kind: 'down', message: 'It broke' },
    });
  });

  it('should give up after ten seconds, and end the request', async () => {
    jest.useFakeTimers();
    try {
      const signals: AbortSignal[] = [];
      // It never answers, and does not listen to its signal either.
      const { apis } = setup((_, init) => {
        if (init?.signal) signals.push(init.signal);
        return new Promise(() => {});
      });
      const lane = fetchLane(apis, 'deployments', QUERY);
      await jest.advanceTimersByTimeAsync(TIMEOUT_MS - 1);
      expect(signals).toMatchObject([{ aborted: false }]);
      await jest.advanceTimersByTimeAsync(1);
      await expect(lane).resolves.toEqual({
        problem: {
          kind: 'down',
          source: 'deployments',
          message: 'deployments has not answered for 10 s.',
        },
      });
      expect(signals).toMatchObject([{ aborted: true }]);
    } finally {
      jest.useRealTimers();
    }
  });

  it('should throw for an abort by whoever asked, and pass it on', async () => {
    const controller = new AbortController();
    const { apis } = setup(
      (_, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener('abort', () =>
            reject(new DOMException('over', 'AbortError')),
          );
        }),
    );
    const lane = fetchLane(apis, 'deployments', {
      ...QUERY,
      signal: controller.signal,
    });
    controller.abort();
    await expect(lane).rejects.toThrow(
      expect.objectContaining({ name: 'AbortError' }),
    );
  });

  it('should not wait for a far end that is not asked any more', async () => {
    const controller = new AbortController();
    const { apis } = setup(() => new Promise(() => {}));
    const from = performance.now();
    const signal = controller.signal;
    const lane = fetchLane(apis, 'deployments', { ...QUERY, signal });
    controller.abort();
    await expect(lane).rejects.toMatchObject({ name: 'AbortError' });
    expect(performance.now() - from).toBeLessThan(TIMEOUT_MS / 2);
  });
});
