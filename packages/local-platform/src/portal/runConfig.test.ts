import { parse } from 'yaml';
import { drawSecrets } from '../data/secrets';
import { renderRunConfig, runConfig, type RunConfigOptions } from './runConfig';

const secrets = drawSecrets();
const options: RunConfigOptions = {
  portalPort: 7107,
  gitHostPort: 23456,
  database: {
    host: '127.0.0.1',
    port: 24000,
    user: 'portico',
    password: secrets.postgresPassword,
    database: 'portico',
  },
  secrets,
  platformFile: '/data/platform.json',
  samples: true,
};

describe('runConfig', () => {
  it('should keep the portal on this machine, at the port that was asked for', () => {
    expect(runConfig(options)).toMatchObject({
      app: { baseUrl: 'http://localhost:7107' },
      backend: {
        baseUrl: 'http://localhost:7107',
        listen: { host: '127.0.0.1', port: 7107 },
      },
      auth: {
        environment: 'local',
        providers: { personas: { enabled: true } },
      },
    });
  });

  it('should point everything that reads Git to the same host', () => {
    expect(runConfig(options)).toMatchObject({
      backend: { reading: { allow: [{ host: 'localhost:23456' }] } },
      integrations: {
        github: [
          {
            host: 'localhost:23456',
            apiBaseUrl: 'http://localhost:23456/api/v3',
            token: secrets.gitHostToken,
          },
        ],
      },
      catalog: {
        locations: [
          {
            type: 'url',
            target:
              'http://localhost:23456/acme/platform/blob/main/catalog-info.yaml',
          },
        ],
      },
      environments: {
        repository: {
          host: 'localhost:23456',
          owner: 'acme',
          repo: 'platform',
          branch: 'main',
          path: 'infra/environments',
        },
        samples: ['dev', 'staging', 'prod'],
        platformFile: '/data/platform.json',
      },
    });
  });

  it('should invent nothing where samples are not wanted', () => {
    expect(runConfig({ ...options, samples: false })).toMatchObject({
      environments: { samples: [] },
      deployments: { samples: false },
    });
  });

  it('should restrict every machine to named permissions of a plugin', () => {
    const config = parse(renderRunConfig(options));
    const entries: unknown[] = config.backend.auth.externalAccess;
    expect(entries).toEqual([
      {
        type: 'static',
        options: { token: secrets.ciToken, subject: 'ci' },
        accessRestrictions: [
          {
            plugin: 'environments',
            permission: 'environments.runs.report',
          },
          {
            plugin: 'deployments',
            permission: [
              'deployments.events.create',
              'deployments.incidents.create',
            ],
          },
        ],
      },
    ]);
  });

  it('should name the cluster that this machine is shown as, and take none from the catalog', () => {
    const kubernetes = { url: 'http://127.0.0.1:6443', token: 'a "token"' };
    const config = parse(renderRunConfig({ ...options, kubernetes }));
    expect(config.kubernetes).toEqual({
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [
            {
              name: 'local',
              title: 'This machine (emulated)',
              url: 'http://127.0.0.1:6443',
              authProvider: 'serviceAccount',
              serviceAccountToken: 'a "token"',
            },
          ],
        },
      ],
    });
  });

  it('should leave Kubernetes as app-config.yaml has it where nothing answers', () => {
    const config = runConfig(options);
    expect(config).not.toHaveProperty('kubernetes');
    expect(config).not.toHaveProperty('deployments.kubernetes');
  });

  it('should say that the cluster is the environment of this machine, and what is emulated', () => {
    const kubernetes = { url: 'http://127.0.0.1:6443', token: 'a "token"' };
    const config = parse(renderRunConfig({ ...options, kubernetes }));
    expect(config.deployments).toMatchObject({
      github: { origin: 'emulated' },
      kubernetes: {
        clusters: { local: { environment: 'local', origin: 'emulated' } },
      },
    });
  });

  it('should let only Alertmanager tell of alerts, and promote in the platform', () => {
    expect(runConfig(options)).toMatchObject({
      deployments: {
        environments: ['local', 'staging', 'prod'],
        events: { origin: 'emulated' },
        samples: true,
        alertmanager: { token: secrets.alertmanagerToken },
        promotions: {
          repository: {
            host: 'localhost:23456',
            owner: 'acme',
            repo: 'platform',
            branch: 'main',
          },
        },
      },
    });
  });

  it('should survive passwords and addresses with special characters', () => {
    const database =
      'postgresql://u:p%40ss:#{"\'@db.example:5432/x?sslmode=require';
    const config = parse(renderRunConfig({ ...options, database }));
    expect(config.backend.database).toEqual({
      client: 'pg',
      pluginDivisionMode: 'schema',
      connection: database,
      knexConfig: { pool: { min: 0, max: 10 } },
    });
  });
});
