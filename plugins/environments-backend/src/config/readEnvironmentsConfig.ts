import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';
import {
  ApprovalGroups,
  DEFAULT_APPROVAL_GROUPS,
  isEnvironmentName,
  ownerRefSchema,
} from '@portico/plugin-environments-common';
import { QuotaConfig, readQuotaConfig } from './readQuotaConfig';

const MERGE_METHODS = ['merge', 'squash', 'rebase'] as const;

/** Where the files of the environments are. */
export interface RepositoryConfig {
  host: string;
  owner: string;
  repo: string;
  branch: string;
  /** The folder, without slashes at its ends. */
  path: string;
  mergeMethod: (typeof MERGE_METHODS)[number];
  /** The address of the host in links, without a slash at its end. */
  webUrl: string;
}

/** The environment of the running processes. */
export interface LocalEnvironmentConfig {
  owner: string;
  description: string;
}

/** The configuration of the plugin, with its defaults. */
export interface EnvironmentsConfig {
  repository: RepositoryConfig | undefined;
  local: LocalEnvironmentConfig | undefined;
  samples: string[];
  /** Who agrees to what. */
  groups: ApprovalGroups;
  /** The group that runs the platform: it sees every change. */
  operators: string;
  approvalTimeoutMs: number;
  /** What owners may have. */
  quota: QuotaConfig;
  /** Whether people get notices. */
  notifications: boolean;
  /** The file that tells about what no plugin owns. */
  platformFile: string | undefined;
  /** The portal's own address, for links in pull requests. */
  appBaseUrl: string;
}

const PLAIN = /^[A-Za-z0-9._-]+$/;
const BRANCH = /^(?!.*\.\.)(?!.*\/\/)[A-Za-z0-9][A-Za-z0-9._/-]*$/;
const OPERATORS = 'group:default/platform';
const DEFAULT_TIMEOUT: HumanDuration = { days: 14 };

function plain(config: Config, key: string): string {
  const value = config.getString(key);
  if (!PLAIN.test(value) || value === '.' || value === '..') {
    throw new InputError(
      `environments.repository.${key} is ${JSON.stringify(
        value,
      )}; it takes letters, digits, dots, hyphens and underscores`,
    );
  }
  return value;
}

function readPath(config: Config): string {
  const path = config.getOptionalString('path') ?? 'infra/environments';
  const trimmed = path.replace(/^\/+|\/+$/g, '');
  const parts = trimmed.split('/');
  if (!parts.every(part => PLAIN.test(part) && !/^\.{1,2}$/.test(part))) {
    throw new InputError(
      `environments.repository.path is ${JSON.stringify(
        path,
      )}; it must be a folder inside the repository, such as infra/environments`,
    );
  }
  return trimmed;
}

function readBranch(config: Config): string {
  const branch = config.getOptionalString('branch') ?? 'main';
  if (!BRANCH.test(branch) || branch.endsWith('/')) {
    throw new InputError(
      `environments.repository.branch is ${JSON.stringify(
        branch,
      )}, which no branch can be called`,
    );
  }
  return branch;
}

function readMergeMethod(config: Config) {
  const text = config.getOptionalString('mergeMethod') ?? 'squash';
  const method = MERGE_METHODS.find(known => known === text);
  if (!method) {
    throw new InputError(
      `environments.repository.mergeMethod is ${JSON.stringify(
        text,
      )}; it must be one of ${MERGE_METHODS.join(', ')}`,
    );
  }
  return method;
}

/** A host that is asked over plain http is looked at over plain http too. */
function readWebUrl(root: Config, host: string): string {
  const integrations = root.getOptionalConfigArray('integrations.github') ?? [];
  const integration = integrations.find(
    entry => entry.getOptionalString('host') === host,
  );
  const apiBaseUrl = integration?.getOptionalString('apiBaseUrl') ?? '';
  return apiBaseUrl.startsWith('http://')
    ? `http://${host}`
    : `https://${host}`;
}

function readRepository(root: Config, config: Config): RepositoryConfig {
  const host = config.getString('host');
  return {
    host,
    owner: plain(config, 'owner'),
    repo: plain(config, 'repo'),
    branch: readBranch(config),
    path: readPath(config),
    mergeMethod: readMergeMethod(config),
    webUrl: readWebUrl(root, host),
  };
}

function readRef(config: Config, key: string, fallback: string): string {
  const ref = config.getOptionalString(key);
  if (ref === undefined) return fallback;
  if (!ownerRefSchema.safeParse(ref).success) {
    throw new InputError(
      `${key} is ${JSON.stringify(
        ref,
      )}; it must be a ref such as group:default/platform`,
    );
  }
  return ref;
}

function readLocal(root: Config, config: Config): LocalEnvironmentConfig {
  return {
    owner: readRef(root, 'environments.local.owner', OPERATORS),
    description:
      config.getOptionalString('description') ??
      'The processes that run on this machine',
  };
}

function readSamples(config: Config): string[] {
  const samples = config.getOptionalStringArray('environments.samples') ?? [];
  const wrong = samples.find(name => !isEnvironmentName(name));
  if (wrong !== undefined) {
    throw new InputError(
      `environments.samples has ${JSON.stringify(
        wrong,
      )}, which is no name of an environment`,
    );
  }
  return samples;
}

/** Reads the configuration of the plugin; throws with the key that is wrong. */
export function readEnvironmentsConfig(config: Config): EnvironmentsConfig {
  const repository = config.getOptionalConfig('environments.repository');
  const local = config.getOptionalConfig('environments.local');
  const timeout = config.has('environments.approvalTimeout')
    ? readDurationFromConfig(config, { key: 'environments.approvalTimeout' })
    : DEFAULT_TIMEOUT;
  return {
    repository: repository && readRepository(config, repository),
    local: local && readLocal(config, local),
    samples: readSamples(config),
    groups: {
      platform: readRef(
        config,
        'environments.groups.approvers',
        DEFAULT_APPROVAL_GROUPS.platform,
      ),
      finance: readRef(
        config,
        'environments.groups.finance',
        DEFAULT_APPROVAL_GROUPS.finance,
      ),
    },
    operators: readRef(config, 'environments.groups.operators', OPERATORS),
    platformFile: config.getOptionalString('environments.platformFile'),
    approvalTimeoutMs: durationToMilliseconds(timeout),
    quota: readQuotaConfig(config),
    notifications:
      config.getOptionalBoolean('environments.notifications') ?? true,
    appBaseUrl: config.getString('app.baseUrl').replace(/\/+$/, ''),
  };
}
