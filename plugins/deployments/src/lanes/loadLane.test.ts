import { mockApis } from '@backstage/frontend-test-utils';
import { fetchApiRef, type ApiHolder } from '@backstage/frontend-plugin-api';
import { ORDER } from '../__testUtils__/aCell';
import { loadLane } from './loadLane';

const ITEM = {
  at: '2026-11-27T10:00:00Z',
  title: 'x',
  status: 'succeeded',
  url: null,
  origin: 'live',
};

const ITEMS = [
  { ...ITEM, id: 'd', kind: 'deployment' },
  { ...ITEM, id: 'i', kind: 'incident' },
  { ...ITEM, id: 'h', kind: 'health' },
];

function setup(answer: () => Promise<Response>) {
  const fetch = jest.fn(
    async (_url: unknown, init?: RequestInit) =>
      new Promise<Response>((resolve, reject) => {
        init?.signal?.addEventListener('abort', () =>
          reject(init.signal?.reason),
        );
        answer().then(resolve, reject);
      }),
  );
  const fetchApi = mockApis.fetch({
    baseImplementation: fetch,
    resolvePluginProtocol: {
      discoveryApi: mockApis.discovery({ baseUrl: 'http://localhost:7007' }),
    },
  });
  const apis: ApiHolder = {
    get: ref => (ref.id === fetchApiRef.id ? fetchApi : undefined) as never,
  };
  return { apis, fetch };
}

const told = async () =>
  new Response(JSON.stringify({ items: ITEMS }), {
    headers: { 'Content-Type': 'application/json' },
  });

function aQuery(overrides: { from?: string; signal?: AbortSignal } = {}) {
  return {
    entityRef: ORDER,
    environment: 'prod',
    from: '2026-11-20T00:00:00Z',
    to: '2026-11-28T00:00:00Z',
    signal: new AbortController().signal,
    ...overrides,
  };
}

function idsOf(answer: Awaited<ReturnType<typeof loadLane>>) {
  return 'items' in answer ? answer.items.map(({ id }) => id) : answer.problem;
}

describe('loadLane', () => {
  it('should share one call between the two lanes, each with its own items', async () => {
    const { apis, fetch } = setup(told);
    const answers = await Promise.all([
      loadLane('deployments', apis, aQuery()),
      loadLane('incidents', apis, aQuery()),
    ]);
    expect(answers.map(idsOf)).toEqual([['d'], ['i', 'h']]);
    expect(fetch).toHaveBeenCalledTimes(1);
    expect(String(fetch.mock.calls[0][0])).toMatch(
      /\/api\/deployments\/timeline\?entityRef=component.*&from=.*&to=.*&environment=prod$/,
    );
  });

  it('should ask again for another window, another app and a later moment', async () => {
    const one = setup(told);
    await Promise.all([
      loadLane('deployments', one.apis, aQuery()),
      loadLane('incidents', one.apis, aQuery({ from: '2026-11-21T00:00:00Z' })),
    ]);
    expect(one.fetch).toHaveBeenCalledTimes(2);
    await loadLane('incidents', one.apis, aQuery());
    expect(one.fetch).toHaveBeenCalledTimes(3);
    const other = setup(told);
    await loadLane('incidents', other.apis, aQuery());
    expect(other.fetch).toHaveBeenCalledTimes(1);
  });

  it('should not end the question of one lane when the other one goes', async () => {
    let tell = () => {};
    const gate = new Promise<void>(resolve => {
      tell = resolve;
    });
    const { apis } = setup(async () => {
      await gate;
      return told();
    });
    const gone = new AbortController();
    const lost = loadLane('deployments', apis, aQuery({ signal: gone.signal }));
    const kept = loadLane('incidents', apis, aQuery());
    gone.abort();
    await expect(lost).rejects.toMatchObject({ name: 'AbortError' });
    tell();
    expect(idsOf(await kept)).toEqual(['i', 'h']);
  });

  it('should end the question when both have gone', async () => {
    const { apis, fetch } = setup(() => new Promise(() => {}));
    const gone = new AbortController();
    const lanes = (['deployments', 'incidents'] as const).map(kind =>
      loadLane(kind, apis, aQuery({ signal: gone.signal })),
    );
    await new Promise(resolve => setTimeout(resolve, 0));
    gone.abort();
    await expect(Promise.allSettled(lanes)).resolves.toMatchObject([
      { status: 'rejected' },
      { status: 'rejected' },
    ]);
    expect(fetch.mock.calls[0][1]?.signal?.aborted).toBe(true);
  });

  it('should hand on to both why it could not be read', async () => {
    const { apis } = setup(async () => new Response('', { status: 403 }));
    const answers = await Promise.all([
      loadLane('deployments', apis, aQuery()),
      loadLane('incidents', apis, aQuery()),
    ]);
    expect(answers.map(idsOf)).toEqual([
      expect.objectContaining({ kind: 'not-allowed', source: 'deployments' }),
      expect.objectContaining({ kind: 'not-allowed', source: 'deployments' }),
    ]);
  });
});
