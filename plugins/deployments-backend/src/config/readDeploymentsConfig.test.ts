import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readDeploymentsConfig } from './readDeploymentsConfig';

const read = (deployments?: JsonObject) =>
  readDeploymentsConfig(
    new ConfigReader({
      app: { baseUrl: 'https://portal.example' },
      ...(deployments && { deployments }),
    }),
  );

describe('readDeploymentsConfig', () => {
  it('should have defaults', () => {
    expect(read()).toEqual({
      environments: ['dev', 'staging', 'prod'],
      zone: 'UTC',
      samples: [],
      eventsOrigin: 'live',
      alertmanagerToken: undefined,
      appBaseUrl: 'https://portal.example',
    });
  });

  it('should take what is configured', () => {
    expect(
      read({
        environments: ['local', 'prod'],
        zone: 'Europe/Berlin',
        samples: ['prod'],
        events: { origin: 'emulated' },
        alertmanager: { token: 'secret' },
      }),
    ).toMatchObject({
      environments: ['local', 'prod'],
      zone: 'Europe/Berlin',
      samples: ['prod'],
      eventsOrigin: 'emulated',
      alertmanagerToken: 'secret',
    });
    expect(read({ samples: true }).samples).toEqual(['staging', 'prod']);
    expect(read({ samples: false }).samples).toEqual([]);
    expect(read({ samples: [] }).samples).toEqual([]);
  });

  it.each([
    [
      { events: { origin: 'sample' } },
      'deployments.events.origin is "sample"; it must be live or emulated',
    ],
    [{ zone: 'Berlin' }, 'deployments.zone is "Berlin"'],
    [{ environments: ['a', 'a'] }, 'deployments.environments names one'],
    [{ environments: ['x'.repeat(64)] }, 'deployments.environments has'],
    [{ environments: 'prod' }, 'deployments.environments'],
    [
      { samples: ['dev'] },
      'deployments.samples has "dev"; there are samples of staging and prod',
    ],
    [{ samples: 'prod' }, 'deployments.samples'],
    [{ alertmanager: { token: '' } }, 'alertmanager.token'],
  ])('should refuse %j', (deployments, message) => {
    expect(() => read(deployments)).toThrow(message);
  });
});
