import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, type TestBackend } from '@backstage/backend-test-utils';
import eventsPlugin from '@backstage/plugin-events-backend';
import {
  DefaultEventsService,
  eventsServiceRef,
  type EventParams,
} from '@backstage/plugin-events-node';
import request from 'supertest';
import { anAlert } from '../__testUtils__/anAlert';
import { startTestPortal } from '../__testUtils__/startTestPortal';
import { eventsModuleAlertmanager } from './eventsModuleAlertmanager';

jest.setTimeout(60_000);

const TOKEN = 'a token of Alertmanager';
const PATH = '/api/events/http/alertmanager';
const MESSAGE = { version: '4', alerts: [anAlert()] };

const incidentOf = (alert = anAlert()) => ({
  entityRef: 'component:default/order-service',
  environment: 'prod',
  title: 'order-service fails 22% of its requests',
  source: { type: 'alertmanager', id: alert.fingerprint },
});

describe('the ingress of alerts', () => {
  const post = (
    server: TestBackend['server'],
    authorization: string | undefined,
    body: object = MESSAGE,
  ) => {
    const sent = request(server).post(PATH);
    return (
      authorization ? sent.set('authorization', authorization) : sent
    ).send(body);
  };

  it('should make incidents of what comes with the token, and let nothing else in', async () => {
    const heard: EventParams[] = [];
    const hub = DefaultEventsService.create({
      logger: mockServices.logger.mock(),
    });
    await hub.forPlugin('listener').subscribe({
      id: 'alerts',
      topics: ['alertmanager'],
      onEvent: async event => {
        heard.push(event);
      },
    });
    const portal = await startTestPortal({
      deployments: { alertmanager: { token: TOKEN } },
      features: [
        eventsPlugin,
        eventsModuleAlertmanager,
        createServiceFactory({
          service: eventsServiceRef,
          deps: { plugin: coreServices.pluginMetadata },
          factory: ({ plugin }) => hub.forPlugin(plugin.getId()),
        }),
      ],
    });
    try {
      const incidents = async () =>
        (await portal.ada.get('/incidents')).body.items;
      for (const wrong of [
        undefined,
        '',
        'Bearer',
        `Bearer ${TOKEN}x`,
        `Bearer ${TOKEN.slice(0, -1)}`,
        `Basic ${TOKEN}`,
        TOKEN,
      ]) {
        const { status } = await post(portal.server, wrong);
        expect([wrong, status]).toEqual([wrong, 401]);
      }
      expect(await incidents()).toEqual([]);
      const taken = await post(portal.server, `Bearer ${TOKEN}`);
      expect(taken.status).toBe(202);
      expect(await incidents()).toMatchObject([
        { ...incidentOf(), resolvedAt: null },
      ]);
      const resolved = anAlert({
        status: 'resolved',
        endsAt: '2026-11-25T11:05:00.123456789+01:00',
      });
      await post(portal.server, `Bearer ${TOKEN}`, {
        version: '4',
        alerts: [resolved],
      });
      expect(await incidents()).toMatchObject([
        { ...incidentOf(), resolvedAt: '2026-11-25T10:05:00.123Z' },
      ]);
      // The headers of a request go to whoever listens, and into logs.
      expect(heard.map(({ metadata }) => metadata)).toEqual([
        expect.objectContaining({ 'content-type': 'application/json' }),
        expect.objectContaining({ 'content-type': 'application/json' }),
      ]);
      expect(JSON.stringify(heard)).not.toContain(TOKEN);
    } finally {
      await portal.backend.stop();
    }
  });

  it('should not be there without a token', async () => {
    const portal = await startTestPortal({
      features: [eventsPlugin, eventsModuleAlertmanager],
    });
    try {
      expect((await post(portal.server, `Bearer ${TOKEN}`)).status).toBe(404);
    } finally {
      await portal.backend.stop();
    }
  });
});
