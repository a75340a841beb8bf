import { mockApis } from '@backstage/frontend-test-utils';
import type { OverviewItem } from '@portico/plugin-deployments-common';
import { errorAnswer, jsonAnswer } from '../../__testUtils__/answers';
import { fetchRunning } from './fetchRunning';

const ORDER = 'component:default/order-service';

function anItem(overrides: Partial<OverviewItem> = {}): OverviewItem {
  return {
    entityRef: ORDER,
    environment: 'local',
    version: '1.4.2',
    deployedAt: '2026-11-25T10:00:00Z',
    state: 'healthy',
    reason: 'Healthy: 1 of 1 ready.',
    origin: 'emulated',
    ...overrides,
  };
}

function answering(...items: OverviewItem[]) {
  const seen: string[] = [];
  const fetchApi = mockApis.fetch({
    baseImplementation: async (input: RequestInfo | URL) => {
      seen.push(String(input instanceof Request ? input.url : input));
      return jsonAnswer({ items, latest: [], asOf: '2026-11-25T10:00:00Z' });
    },
  });
  return { fetchApi, seen };
}

describe('fetchRunning', () => {
  it('should show the real one before a sample, and of those what is worst', async () => {
    const sample = anItem({ environment: 'prod', origin: 'sample' });
    const local = anItem({ state: 'failing' });
    const { fetchApi } = answering(sample, local, anItem());
    expect(await fetchRunning(fetchApi, [ORDER])).toEqual({
      installed: true,
      byRef: new Map([[ORDER, local]]),
    });
    expect(await fetchRunning(answering(sample).fetchApi, [ORDER])).toEqual({
      installed: true,
      byRef: new Map([[ORDER, sample]]),
    });
  });

  it('should ask once for each hundred services, and not for none', async () => {
    const refs = Array.from({ length: 150 }, (_, n) => `${ORDER}-${n}`);
    const { fetchApi, seen } = answering();
    await fetchRunning(fetchApi, refs);
    expect(
      seen.map(url => new URL(url).searchParams.getAll('entityRef').length),
    ).toEqual([100, 50]);
    const none = answering();
    expect(await fetchRunning(none.fetchApi, [])).toEqual({
      installed: true,
      byRef: new Map(),
    });
    expect(none.seen).toEqual([]);
  });

  it('should tell a portal without the plugin from one that fails', async () => {
    const answer = (response: Response) =>
      mockApis.fetch({ baseImplementation: async () => response });
    expect(await fetchRunning(answer(errorAnswer(404, 'no')), [ORDER])).toEqual(
      { installed: false },
    );
    await expect(
      fetchRunning(answer(errorAnswer(503, 'it starts')), [ORDER]),
    ).rejects.toThrow('503');
    await expect(
      fetchRunning(answer(jsonAnswer({ items: [{}] })), [ORDER]),
    ).rejects.toThrow(
      "The deployments backend answered something this page can't read, at items.0",
    );
  });
});
