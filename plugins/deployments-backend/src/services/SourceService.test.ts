import { sourcesResponseSchema } from '@portico/plugin-timeline-common';
import { aCdEvent } from '../__testUtils__/aCdEvent';
import { startTestPortal } from '../__testUtils__/startTestPortal';
import { SourceService } from './SourceService';

jest.setTimeout(60_000);

describe('GET /sources', () => {
  it('should tell how to set up what was never heard of, and when it was last heard of', async () => {
    const portal = await startTestPortal({ deployments: { samples: true } });
    try {
      const source = async (id: string) => {
        const { body } = await portal.ada.get('/sources');
        const { items } = sourcesResponseSchema.parse(body);
        return items.find(item => item.id === id);
      };
      expect(await source('cdevents')).toMatchObject({
        state: 'not-set-up',
        missing: 'A token with the permission deployments.events.create',
        snippet: expect.stringContaining(
          'https://portal.example/api/deployments/events',
        ),
      });
      expect(await source('alertmanager')).toMatchObject({
        state: 'not-set-up',
        missing: 'deployments.alertmanager.token',
        snippet: expect.stringContaining(
          'https://portal.example/api/events/http/alertmanager',
        ),
      });
      await portal.machine.post('/events', aCdEvent());
      expect(await source('cdevents')).toMatchObject({
        state: 'ok',
        reason: expect.stringMatching(/^The last event came at \d{4}-.*Z$/),
        missing: null,
        snippet: null,
        origin: 'live',
      });
    } finally {
      await portal.backend.stop();
    }
  });

  it('should hand on what others tell of theirs, and call no silence a success', async () => {
    let lastToldAt: string | null = null;
    const sources = SourceService.create({
      changes: { lastReceivedAt: async () => null },
      incidents: { lastToldAt: async () => lastToldAt },
      reporters: [
        {
          statuses: async () => [
            {
              id: 'kubernetes:east',
              title: 'Cluster east',
              state: 'down',
              reason: 'timed out',
              since: null,
              missing: null,
              snippet: null,
              origin: 'emulated',
            },
          ],
        },
      ],
      hearsAlerts: true,
      appBaseUrl: 'https://portal.example',
    });
    const states = async () =>
      (await sources.list()).map(({ id, state }) => [id, state]);
    expect(await states()).toEqual([
      ['kubernetes:east', 'down'],
      ['cdevents', 'not-set-up'],
      ['alertmanager', 'unknown'],
    ]);
    lastToldAt = '2026-11-25T10:00:00.000Z';
    expect((await states())[2]).toEqual(['alertmanager', 'ok']);
  });
});
