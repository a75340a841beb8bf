import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import { authModulePersonas } from './module';

const user = (name: string, memberOf: string[]) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name, namespace: 'default' },
  spec: { memberOf, profile: { displayName: 'Ada', email: 'ada@example.com' } },
  relations: memberOf.map(group => ({
    type: 'memberOf',
    targetRef: `group:default/${group}`,
  })),
});

const localConfig = {
  app: { baseUrl: 'http://localhost:7007' },
  auth: { environment: 'local', providers: { personas: { enabled: true } } },
  backend: {
    baseUrl: 'http://localhost:7007',
    listen: { host: '127.0.0.1', port: 0 },
  },
};

const start = (config: object) =>
  startTestBackend({
    features: [
      authPlugin,
      authModulePersonas,
      mockServices.rootConfig.factory({ data: config }),
      catalogServiceMock.factory({ entities: [user('ada', ['checkout'])] }),
    ],
  });

const refresh = (server: Parameters<typeof request>[0], persona?: string) => {
  const req = request(server).get('/api/auth/personas/refresh');
  return persona === undefined ? req : req.set('x-portico-persona', persona);
};

describe('authModulePersonas', () => {
  it('should sign a persona in as a user of the catalog, with groups', async () => {
    const { server } = await start(localConfig);
    const { status, body } = await refresh(server, 'ada');
    expect(status).toBe(200);
    expect(body.profile).toEqual({
      displayName: 'Ada',
      email: 'ada@example.com',
    });
    expect(body.backstageIdentity.identity).toEqual({
      type: 'user',
      userEntityRef: 'user:default/ada',
      ownershipEntityRefs: ['user:default/ada', 'group:default/checkout'],
    });
  });

  it.each([
    ['nobody', undefined],
    ['a stranger', 'root'],
    ['a whole reference', 'user:default/ada'],
  ])('should refuse %s with 401', async (_title, persona) => {
    const { server } = await start(localConfig);
    const { status, body } = await refresh(server, persona);
    expect(status).toBe(401);
    expect(body.error.message).toBe(
      'The header x-portico-persona must name one of ada, grace, margaret',
    );
  });

  it('should not be there unless it is enabled', async () => {
    const { server } = await start({
      ...localConfig,
      auth: {
        environment: 'local',
        providers: { personas: { enabled: false } },
      },
    });
    expect((await refresh(server, 'ada')).status).toBe(404);
  });

  it('should stop a portal from starting that others can reach', async () => {
    await expect(
      start({
        ...localConfig,
        app: { baseUrl: 'https://portal.example.com' },
      }),
    ).rejects.toThrow(/app.baseUrl is on host 'portal.example.com'/);
  });
});
