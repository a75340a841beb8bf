import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { readEnvironmentsConfig } from './readEnvironmentsConfig';

const repository = { host: 'github.com', owner: 'acme', repo: 'platform' };

function read(environments: JsonObject, rest: JsonObject = {}) {
  return readEnvironmentsConfig(
    new ConfigReader({
      app: { baseUrl: 'https://portal.example/' },
      environments,
      ...rest,
    }),
  );
}

describe('readEnvironmentsConfig', () => {
  it('should have a default for everything', () => {
    expect(
      readEnvironmentsConfig(
        new ConfigReader({ app: { baseUrl: 'https://portal.example/' } }),
      ),
    ).toEqual({
      repository: undefined,
      local: undefined,
      samples: [],
      quota: {
        everybody: { environments: null, monthly: null },
        owners: new Map(),
      },
      notifications: true,
      groups: {
        platform: 'group:default/platform-approvers',
        finance: 'group:default/finops',
      },
      operators: 'group:default/platform',
      approvalTimeoutMs: 14 * 24 * 3_600_000,
      platformFile: undefined,
      appBaseUrl: 'https://portal.example',
    });
    expect(read({ repository, local: {} })).toMatchObject({
      repository: {
        ...repository,
        branch: 'main',
        path: 'infra/environments',
        mergeMethod: 'squash',
        webUrl: 'https://github.com',
      },
      local: {
        owner: 'group:default/platform',
        description: 'The processes that run on this machine',
      },
    });
  });

  it('should read what is written', () => {
    expect(
      read({
        repository: {
          ...repository,
          branch: 'release/1',
          path: '/envs/',
          mergeMethod: 'merge',
        },
        local: { owner: 'group:default/checkout', description: 'Mine' },
        samples: ['staging'],
        groups: {
          approvers: 'group:default/a',
          finance: 'group:default/b',
          operators: 'group:default/c',
        },
        approvalTimeout: { hours: 12 },
        platformFile: '/data/platform.json',
      }),
    ).toMatchObject({
      repository: { branch: 'release/1', path: 'envs', mergeMethod: 'merge' },
      local: { owner: 'group:default/checkout', description: 'Mine' },
      samples: ['staging'],
      groups: { platform: 'group:default/a', finance: 'group:default/b' },
      operators: 'group:default/c',
      approvalTimeoutMs: 12 * 3_600_000,
      platformFile: '/data/platform.json',
    });
  });

  it('should link to a host over http where it is asked over http', () => {
    const host = 'localhost:9977';
    const integrations = {
      github: [{ host, apiBaseUrl: `http://${host}/api/v3` }],
    };
    const config = read(
      { repository: { ...repository, host } },
      { integrations },
    );
    expect(config.repository?.webUrl).toBe('http://localhost:9977');
  });

  it.each([
    [
      { repository: { ...repository, owner: '../x' } },
      'environments.repository.owner is "../x"',
    ],
    [
      { repository: { ...repository, repo: '..' } },
      'environments.repository.repo is ".."',
    ],
    [
      { repository: { ...repository, path: 'a/../b' } },
      'environments.repository.path is "a/../b"',
    ],
    [
      { repository: { ...repository, path: '/' } },
      'environments.repository.path is "/"',
    ],
    [
      { repository: { ...repository, branch: 'a..b' } },
      'environments.repository.branch is "a..b"',
    ],
    [
      { repository: { ...repository, mergeMethod: 'fold' } },
      'environments.repository.mergeMethod is "fold"; it must be one of merge, squash, rebase',
    ],
    [{ samples: ['Not A Name'] }, 'environments.samples has "Not A Name"'],
    [
      { groups: { approvers: 'platform' } },
      'environments.groups.approvers is "platform"',
    ],
    [{ local: { owner: 'Team X' } }, 'environments.local.owner is "Team X"'],
  ])('should name the key that is wrong in %j', (environments, message) => {
    expect(() => read(environments)).toThrow(message);
  });
});
