import { mockCredentials } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { aCdEvent } from '../__testUtils__/aCdEvent';
import {
  startTestPortal,
  type TestPortal,
} from '../__testUtils__/startTestPortal';

jest.setTimeout(60_000);

describe('deployments:list', () => {
  let portal: TestPortal;

  beforeEach(async () => {
    portal = await startTestPortal();
    for (const fields of [
      { id: '1', version: '1.4.2', at: '2026-11-25T08:00:00Z' },
      {
        id: '2',
        version: '1.5.0',
        at: '2026-11-25T09:00:00Z',
        customData: {
          commits: [{ sha: 'abcdef1', authoredAt: '2026-11-25T07:00:00Z' }],
          url: 'https://ci.example/2',
        },
      },
      { id: '3', service: 'user-service', at: '2026-11-25T10:00:00Z' },
    ]) {
      await portal.machine.post('/events', aCdEvent(fields));
    }
  });
  afterEach(() => portal.backend.stop());

  const list = async (input: JsonObject) => {
    const { output } = await portal.actions.invoke({
      id: 'test:list',
      input,
      credentials: mockCredentials.user('user:default/ada'),
    });
    return JSON.parse(JSON.stringify(output));
  };

  it('should say that it only reads, and take its own example', async () => {
    const { actions } = await portal.actions.list();
    expect(actions.map(({ name, attributes }) => [name, attributes])).toEqual([
      ['list', { readOnly: true, destructive: false, idempotent: true }],
    ]);
    const [example] = actions[0].examples ?? [];
    expect((await list(example.input as JsonObject)).items).toHaveLength(2);
  });

  it('should list what the page lists, the commits by number', async () => {
    const { body } = await portal.ada.get('/deployments');
    const { items, more } = await list({});
    expect(more).toBe(false);
    expect(items.map(({ id }: JsonObject) => id)).toEqual(
      body.items.map(({ id }: JsonObject) => id),
    );
    expect(items[1]).toMatchObject({
      version: '1.5.0',
      commits: 1,
      url: 'https://ci.example/2',
      status: 'succeeded',
      kind: 'deploy',
    });
    expect(items[2].commits).toBeNull();
    expect(items[1]).not.toHaveProperty('source');
    expect((await list({ limit: 1 })).more).toBe(true);
    const asked = { entityRef: 'Component:default/User-Service' };
    expect((await list(asked)).items).toHaveLength(1);
    const window = {
      from: '2026-11-25T08:30:00Z',
      to: '2026-11-25T09:30:00Z',
    };
    expect((await list(window)).items).toMatchObject([{ version: '1.5.0' }]);
  });

  it.each([
    [{ entityRef: 'order-service' }],
    [{ limit: 0 }],
    [{ from: 'yesterday' }],
    [{ owner: 'ada' }],
  ])('should refuse %j', async input => {
    await expect(list(input)).rejects.toThrow();
  });
});
