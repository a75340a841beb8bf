import type {
  AuthService,
  DiscoveryService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import type { SourceStatus } from '@portico/plugin-timeline-common';
import { readDeploymentsConfig } from '../config/readDeploymentsConfig';
import { CatalogNames } from '../names/CatalogNames';
import { readNamesConfig } from '../names/readNamesConfig';
import { GithubClient } from './github/GithubClient';
import { GITHUB_TOPICS, GithubEvents } from './github/GithubEvents';
import { GithubSource } from './github/GithubSource';
import { readGithubConfig } from './github/readGithubConfig';
import { KubernetesClient } from './kubernetes/KubernetesClient';
import { KubernetesWatch } from './kubernetes/KubernetesWatch';
import { readKubernetesConfig } from './kubernetes/readKubernetesConfig';
import type { ChangeSink, MarkStore, SightingSink } from './sinks';

/** What the sources work with. */
export interface SourcesOptions {
  config: Config;
  catalog: Pick<CatalogService, 'streamEntities'>;
  auth: Pick<AuthService, 'getOwnServiceCredentials' | 'getPluginRequestToken'>;
  discovery: Pick<DiscoveryService, 'getBaseUrl'>;
  scheduler: Pick<SchedulerService, 'scheduleTask'>;
  events: Pick<EventsService, 'subscribe'>;
  logger: Pick<LoggerService, 'warn' | 'debug'>;
  changes: ChangeSink;
  sightings: SightingSink;
  marks: MarkStore;
  now?: () => Date;
}

/** What deployments and the picture of what runs are read from. */
export interface Sources {
  /** The names that the sources, and whoever takes events, go by. */
  names: CatalogNames;
  /** Begins to look and to listen. */
  start(): Promise<void>;
  /** How each source does; the same from every portal. */
  statuses(): Promise<SourceStatus[]>;
}

/** Makes the sources as they are configured. It throws where the configuration is wrong. */
export function createSources(options: SourcesOptions): Sources {
  const { config, scheduler, events, logger, changes } = options;
  const { origin } = readGithubConfig(config);
  const named = readNamesConfig(config);
  const { environments } = readDeploymentsConfig(config);
  const names = CatalogNames.create({
    ...options,
    config: {
      ...named,
      environments: [...environments, ...named.environments],
    },
    now: options.now && (() => options.now!().getTime()),
  });
  const watch = KubernetesWatch.create({
    ...options,
    names,
    client: KubernetesClient.create(options),
    config: readKubernetesConfig(config),
  });
  const github = GithubSource.create({
    ...options,
    names,
    origin,
    client: GithubClient.fromConfig(config),
  });
  const listener = GithubEvents.create({ names, changes, origin, logger });
  return {
    names,
    async start() {
      // The scheduler keeps to five seconds, also where a cluster that hangs takes up four of
      // them; whatever crashes is known after two rounds.
      await scheduler.scheduleTask({
        id: 'deployments-watch-clusters',
        frequency: { seconds: 5 },
        timeout: { seconds: 30 },
        scope: 'global',
        fn: signal => watch.round(signal),
      });
      await scheduler.scheduleTask({
        id: 'deployments-read-github',
        frequency: { minutes: 1 },
        timeout: { minutes: 5 },
        scope: 'global',
        fn: signal => github.round(signal),
      });
      await events.subscribe({
        id: 'deployments-github',
        topics: GITHUB_TOPICS,
        onEvent: event => listener.onEvent(event),
      });
    },
    async statuses() {
      const [clusters, hosts] = await Promise.all([
        watch.statuses(),
        github.statuses(),
      ]);
      return [...clusters, ...hosts];
    },
  };
}
