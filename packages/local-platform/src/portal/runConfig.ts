import { dirname, join } from 'node:path';
import { LOCAL_ENVIRONMENT } from '@portico/plugin-environments-common';
import { stringify } from 'yaml';
import type { Secrets } from '../data/secrets';
import type { PostgresConnection } from '../postgres/EmbeddedPostgres';

/** What differs from run to run, and from one data folder to the other. */
export interface RunConfigOptions {
  portalPort: number;
  gitHostPort: number;
  database: PostgresConnection | string;
  secrets: Secrets;
  /** The file in which the launcher tells what no plugin owns. */
  platformFile: string;
  /** Whether environments that are not here are invented. */
  samples: boolean;
  /** The cluster that this machine is shown as; left out where none answers. */
  kubernetes?: KubernetesAccess;
}

/** Where a Kubernetes API answers, and as whom the portal asks it. */
export interface KubernetesAccess {
  url: string;
  token: string;
}

/** The kinds of entities that the portal's own repository may define. */
export const CATALOG_KINDS = [
  'Domain',
  'System',
  'Component',
  'API',
  'Resource',
  'Group',
  'User',
  'Template',
  'Location',
];

/** The account and repository that the Git host holds the platform in. */
export const PLATFORM_REPOSITORY = { owner: 'acme', repo: 'platform' };

/** The name of the cluster that this machine is shown as. */
export const LOCAL_CLUSTER = 'local';

/** The environments of the repository whose life is invented. */
export const SAMPLE_ENVIRONMENTS = ['dev', 'staging', 'prod'];

/** The address that people open. */
export function portalUrl(port: number): string {
  return `http://localhost:${port}`;
}

/** The configuration of one run, merged over app-config.yaml. */
export function runConfig(options: RunConfigOptions): object {
  const { portalPort, gitHostPort, secrets } = options;
  const host = `localhost:${gitHostPort}`;
  const { owner, repo } = PLATFORM_REPOSITORY;
  // In the data folder, so that two portals share none and a purge leaves none.
  const documents = join(dirname(options.platformFile), 'documents');
  const catalogFile = `http://${host}/${owner}/${repo}/blob/main/catalog-info.yaml`;
  return {
    app: { baseUrl: portalUrl(portalPort), signIn: { provider: 'personas' } },
    backend: backendConfig(options, host),
    auth: {
      environment: 'local',
      providers: { personas: { enabled: true } },
    },
    integrations: { github: [gitHost(host, secrets.gitHostToken)] },
    events: {
      modules: { github: { webhookSecret: secrets.webhookSecret } },
    },
    catalog: {
      locations: [
        { type: 'url', target: catalogFile, rules: [{ allow: CATALOG_KINDS }] },
      ],
    },
    environments: environmentsConfig(options, host),
    deployments: deploymentsConfig(options, host),
    techdocs: { publisher: { local: { publishDirectory: documents } } },
    ...(options.kubernetes && {
      kubernetes: kubernetesConfig(options.kubernetes),
    }),
  };
}

/**
 * One cluster by name. Clusters are never taken from the catalog: whoever may
 * add an entity would tell the portal whom to hand its token to.
 */
function kubernetesConfig({ url, token }: KubernetesAccess): object {
  const cluster = {
    name: LOCAL_CLUSTER,
    title: 'This machine (emulated)',
    url,
    authProvider: 'serviceAccount',
    serviceAccountToken: token,
  };
  return {
    serviceLocatorMethod: { type: 'multiTenant' },
    clusterLocatorMethods: [{ type: 'config', clusters: [cluster] }],
  };
}

/** What runs is real; that it is a cluster, and that the Git host is GitHub, is not. */
function deploymentsConfig(
  { kubernetes, samples, secrets }: RunConfigOptions,
  host: string,
): object {
  const cluster = { environment: LOCAL_ENVIRONMENT, origin: 'emulated' };
  return {
    // What runs here comes before what is invented; others show once they are told of.
    environments: [LOCAL_ENVIRONMENT, 'staging', 'prod'],
    // The launcher tells of its own starts, as a pipeline would.
    events: { origin: 'emulated' },
    samples,
    alertmanager: { token: secrets.alertmanagerToken },
    promotions: {
      repository: { host, ...PLATFORM_REPOSITORY, branch: 'main' },
    },
    github: { origin: 'emulated' },
    ...(kubernetes && {
      kubernetes: { clusters: { [LOCAL_CLUSTER]: cluster } },
    }),
  };
}

function backendConfig(options: RunConfigOptions, host: string): object {
  const { portalPort, database, secrets } = options;
  const url = portalUrl(portalPort);
  return {
    baseUrl: url,
    listen: { host: '127.0.0.1', port: portalPort },
    cors: { origin: url },
    // No load balancer has to notice that this portal goes away.
    lifecycle: { serverShutdownDelay: { seconds: 0 } },
    database: {
      client: 'pg',
      pluginDivisionMode: 'schema',
      connection: database,
      // A plugin that has nothing to ask holds no connection.
      knexConfig: { pool: { min: 0, max: 10 } },
    },
    auth: {
      keys: [{ secret: secrets.backendKey }],
      externalAccess: [machine('ci', secrets.ciToken)],
    },
    reading: { allow: [{ host }] },
  };
}

function environmentsConfig(options: RunConfigOptions, host: string): object {
  return {
    repository: {
      host,
      ...PLATFORM_REPOSITORY,
      branch: 'main',
      path: 'infra/environments',
    },
    platformFile: options.platformFile,
    // This machine, which is real. The files of the samples are, too, but
    // their life is invented.
    local: {
      description: 'This machine: the portal and what it stands on',
    },
    samples: options.samples ? SAMPLE_ENVIRONMENTS : [],
  };
}

/** The same as text, with a word on where it comes from. */
export function renderRunConfig(options: RunConfigOptions): string {
  return `# Written by './portico up' at each start; changes are lost. Holds secrets.\n${stringify(
    runConfig(options),
  )}`;
}

/** A machine may call what its permissions name, and nothing else. */
function machine(subject: string, token: string): object {
  return {
    type: 'static',
    options: { token, subject },
    accessRestrictions: [
      { plugin: 'environments', permission: 'environments.runs.report' },
      // One entry a plugin: the portal does not start with two.
      {
        plugin: 'deployments',
        permission: [
          'deployments.events.create',
          'deployments.incidents.create',
        ],
      },
    ],
  };
}

function gitHost(host: string, token: string): object {
  return {
    host,
    apiBaseUrl: `http://${host}/api/v3`,
    rawBaseUrl: `http://${host}/raw`,
    token,
  };
}
