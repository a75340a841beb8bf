import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { isZone } from '@portico/plugin-deployments-common';
import { SAMPLE_ENVIRONMENTS } from '../samples/sampleHistory';

/** The configuration of the plugin itself, with its defaults; its sources read their own. */
export interface DeploymentsConfig {
  /** The environments in the order in which versions move through them. */
  environments: string[];
  /** The IANA zone whose calendar days are counted. */
  zone: string;
  /** The environments whose history is invented. */
  samples: string[];
  /** Whether real pipelines post events, or something stands in for them. */
  eventsOrigin: 'live' | 'emulated';
  /** What Alertmanager must show; undefined where it tells nothing. */
  alertmanagerToken: string | undefined;
  /** The portal's own address, for what is to be copied. */
  appBaseUrl: string;
}

const ORDER = ['dev', 'staging', 'prod'];
const MAX_NAME = 63;

function readOrder(config: Config | undefined): string[] {
  const names = config?.getOptionalStringArray('environments') ?? ORDER;
  const wrong = names.find(name => name === '' || name.length > MAX_NAME);
  if (wrong !== undefined) {
    throw new InputError(
      `deployments.environments has ${JSON.stringify(
        wrong,
      )}; a name has 1 to ${MAX_NAME} characters`,
    );
  }
  if (new Set(names).size !== names.length) {
    throw new InputError('deployments.environments names one of them twice');
  }
  return names;
}

function readZone(config: Config | undefined): string {
  const zone = config?.getOptionalString('zone') ?? 'UTC';
  if (!isZone(zone)) {
    throw new InputError(
      `deployments.zone is ${JSON.stringify(
        zone,
      )}; it must be a zone such as Europe/Berlin`,
    );
  }
  return zone;
}

function readSamples(config: Config | undefined): string[] {
  const value = config?.getOptional('samples') ?? false;
  if (typeof value === 'boolean') return value ? [...SAMPLE_ENVIRONMENTS] : [];
  const names = config!.getStringArray('samples');
  const known: readonly string[] = SAMPLE_ENVIRONMENTS;
  const unknown = names.find(name => !known.includes(name));
  if (unknown !== undefined) {
    throw new InputError(
      `deployments.samples has ${JSON.stringify(
        unknown,
      )}; there are samples of ${known.join(' and ')}`,
    );
  }
  return names;
}

function readEventsOrigin(config: Config | undefined): 'live' | 'emulated' {
  const origin = config?.getOptionalString('events.origin') ?? 'live';
  if (origin !== 'live' && origin !== 'emulated') {
    throw new InputError(
      `deployments.events.origin is ${JSON.stringify(
        origin,
      )}; it must be live or emulated`,
    );
  }
  return origin;
}

/** Reads the configuration; throws where it makes no sense. */
export function readDeploymentsConfig(root: Config): DeploymentsConfig {
  const config = root.getOptionalConfig('deployments');
  return {
    environments: readOrder(config),
    zone: readZone(config),
    samples: readSamples(config),
    eventsOrigin: readEventsOrigin(config),
    alertmanagerToken: config?.getOptionalString('alertmanager.token'),
    appBaseUrl:
      root.getOptionalString('app.baseUrl') ?? 'http://localhost:3000',
  };
}
