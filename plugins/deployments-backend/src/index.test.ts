import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import eventsPlugin from '@backstage/plugin-events-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import deployments from '.';

jest.setTimeout(60_000);

describe('the package', () => {
  it.each([
    [{}, 404],
    [{ alertmanager: { token: 'secret' } }, 202],
  ])(
    'should bring with %j the plugin and its ingress',
    async (config, status) => {
      const backend = await startTestBackend({
        features: [
          deployments,
          eventsPlugin,
          catalogServiceMock.factory(),
          mockServices.rootConfig.factory({
            data: {
              backend: {
                database: { client: 'better-sqlite3', connection: ':memory:' },
              },
              deployments: config,
            },
          }),
        ],
      });
      const alerts = await request(backend.server)
        .post('/api/events/http/alertmanager')
        .set('authorization', 'Bearer secret')
        .send({ version: '4', alerts: [] });
      expect(alerts.status).toBe(status);
      const list = await request(backend.server)
        .get('/api/deployments/deployments')
        .set('authorization', mockCredentials.user.header());
      expect(list.body).toEqual({ items: [] });
      await backend.stop();
    },
  );
});
