import { mockApis } from '@backstage/frontend-test-utils';
import { aPreview } from '../__testUtils__/aPreview';
import { aChange, aView } from '../__testUtils__/aView';
import { aSpec } from '../__testUtils__/aSpec';
import { EnvironmentsClient } from './EnvironmentsClient';

const BASE = 'http://localhost:7007/api/environments';

/** A backend that gives one answer and remembers the questions. */
function setup(body: unknown, status = 200) {
  const fetch = jest.fn(
    async (_url: unknown, _init?: unknown) =>
      new Response(JSON.stringify(body), {
        status,
        headers: { 'Content-Type': 'application/json' },
      }),
  );
  const fetchApi = mockApis.fetch({
    baseImplementation: fetch,
    resolvePluginProtocol: {
      discoveryApi: mockApis.discovery({ baseUrl: 'http://localhost:7007' }),
    },
  });
  return { client: EnvironmentsClient.create({ fetchApi }), fetch };
}

function asked(fetch: ReturnType<typeof setup>['fetch']) {
  const [input, init] = fetch.mock.calls[0];
  return new Request(String(input), init as RequestInit);
}

describe('EnvironmentsClient', () => {
  it('should read environments, with defaults filled in', async () => {
    const { client, fetch } = setup({ items: [aView()], complete: true });
    await expect(client.listEnvironments()).resolves.toEqual({
      items: [aView()],
      complete: true,
    });
    expect(asked(fetch).url).toBe(`${BASE}/environments`);
  });

  it('should write names into addresses safely', async () => {
    const { client, fetch } = setup(aView());
    await client.getEnvironment('../changes?x');
    expect(asked(fetch).url).toBe(`${BASE}/environments/..%2Fchanges%3Fx`);
  });

  it('should repeat states in a query', async () => {
    const { client, fetch } = setup({ items: [] });
    await client.listChanges({
      requester: 'me',
      state: ['merged', 'applying'],
    });
    expect(asked(fetch).url).toBe(
      `${BASE}/changes?requester=me&state=merged&state=applying`,
    );
  });

  it('should post a preview and pass the signal on', async () => {
    const { client, fetch } = setup(aPreview());
    const controller = new AbortController();
    await expect(
      client.preview({ spec: aSpec() }, { signal: controller.signal }),
    ).resolves.toEqual(aPreview());
    expect(asked(fetch).method).toBe('POST');
    await expect(asked(fetch).json()).resolves.toEqual({ spec: aSpec() });
    expect(fetch.mock.calls[0][1]).toMatchObject({ signal: controller.signal });
  });

  it.each([
    ['beside the error', (issues: unknown) => ({ error: {}, issues })],
    ['in the error', (issues: unknown) => ({ error: { issues } })],
  ])('should hand on issues that stand %s', async (_, body) => {
    const issues = [{ path: 'metadata.name', message: 'is taken' }];
    const { client } = setup(body(issues), 400);
    await expect(
      client.requestChange({ kind: 'create', name: 'dev', spec: aSpec() }),
    ).resolves.toEqual({ accepted: false, issues });
  });

  it('should throw what is not about fields', async () => {
    const { client } = setup(
      {
        error: { name: 'ConflictError', message: 'ada asked for dev' },
        response: { statusCode: 409 },
      },
      409,
    );
    await expect(
      client.requestChange({ kind: 'create', name: 'dev', spec: aSpec() }),
    ).rejects.toMatchObject({
      statusCode: 409,
      cause: { message: 'ada asked for dev' },
    });
  });

  it('should send a decision and read the change after it', async () => {
    const { client, fetch } = setup(aChange({ state: 'approved' }));
    await expect(
      client.decide('change-1', 'approve', 'fine'),
    ).resolves.toMatchObject({ state: 'approved' });
    expect(asked(fetch).url).toBe(`${BASE}/changes/change-1/approve`);
    await expect(asked(fetch).json()).resolves.toEqual({ comment: 'fine' });
  });

  it('should refuse an answer that it does not understand', async () => {
    const { client } = setup({ items: [{ name: 'dev' }], complete: true });
    await expect(client.listEnvironments()).rejects.toMatchObject({
      name: expect.stringMatching(/ZodError/),
    });
  });
});
