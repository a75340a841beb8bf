import {
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { EventsService } from '@backstage/plugin-events-node';
import { SignalsService } from '@backstage/plugin-signals-node';
import { Knex } from 'knex';
import {
  EnvironmentsConfig,
  RepositoryConfig,
} from '../config/readEnvironmentsConfig';
import { ChangeObserver, NO_OBSERVER } from '../database/ChangeObserver';
import { ChangeQueue } from '../database/ChangeQueue';
import { ChangeStore } from '../database/ChangeStore';
import { EnvironmentStore } from '../database/EnvironmentStore';
import { PipelineRunStore } from '../database/PipelineRunStore';
import { RepositoryReadStore } from '../database/RepositoryReadStore';
import { EnvironmentEvaluator } from '../sources/EnvironmentEvaluator';
import { PlatformRepository } from '../sources/PlatformRepository';
import { ChangeAccess } from './ChangeAccess';
import { ChangeDriver } from './ChangeDriver';
import { ChangeIntake } from './ChangeIntake';
import { ChangeMerger } from './ChangeMerger';
import { ChangeProposer } from './ChangeProposer';
import { ChangeService } from './ChangeService';
import { EnvironmentService } from './EnvironmentService';
import { EnvironmentSignals } from './EnvironmentSignals';
import { EstimateBook } from './EstimateBook';
import { PipelineRunService } from './PipelineRunService';
import { PreviewService } from './PreviewService';
import { RepositoryReader } from './RepositoryReader';
import { SourceMonitor } from './SourceMonitor';
import { SourceService } from './SourceService';
import { SpecReviewer } from './SpecReviewer';

/** What everything stands on. */
export interface Foundations {
  config: EnvironmentsConfig;
  knex: Knex;
  catalog: CatalogService;
  events: EventsService;
  permissions: PermissionsService;
  signals: SignalsService;
  logger: LoggerService;
  evaluator: EnvironmentEvaluator;
  /** Opens the repository that is configured. */
  openRepository: (config: RepositoryConfig) => PlatformRepository;
}

/** What works with the repository; undefined as a whole where none is configured. */
export interface RepositoryServices {
  config: RepositoryConfig;
  reader: RepositoryReader;
  driver: ChangeDriver;
}

/** The services of the plugin. */
export interface Services {
  preview: PreviewService;
  intake: ChangeIntake;
  changes: ChangeService;
  environments: EnvironmentService;
  runs: PipelineRunService;
  sources: SourceService;
  /** Tells open pages to ask again. */
  signals: EnvironmentSignals;
  repository: RepositoryServices | undefined;
}

function keyOf({ host, owner, repo, branch, path }: RepositoryConfig): string {
  return `${host}/${owner}/${repo}@${branch}:${path}`;
}

function createStores(
  knex: Knex,
  repository: RepositoryConfig | undefined,
  observer: ChangeObserver,
) {
  return {
    changes: ChangeStore.create(knex, undefined, observer),
    queue: ChangeQueue.create(knex),
    environments: EnvironmentStore.create(knex),
    runs: PipelineRunStore.create(knex),
    reads: repository && RepositoryReadStore.create(knex, keyOf(repository)),
  };
}

function createRepositoryServices(
  foundations: Foundations,
  stores: ReturnType<typeof createStores>,
  preview: PreviewService,
): RepositoryServices | undefined {
  const { config, events, logger, openRepository } = foundations;
  const { changes, queue, environments, reads } = stores;
  if (!config.repository || !reads) return undefined;
  const repository = openRepository(config.repository);
  const changeUrl = (id: string) =>
    `${config.appBaseUrl}/environments/changes/${id}`;
  const reader = RepositoryReader.create({
    repository,
    environments,
    reads,
    events,
    logger,
  });
  const driver = ChangeDriver.create({
    changes,
    queue,
    proposer: ChangeProposer.create({
      changes,
      repository,
      preview,
      groups: config.groups,
      path: config.repository.path,
      changeUrl,
    }),
    merger: ChangeMerger.create({
      changes,
      repository,
      path: config.repository.path,
      changeUrl,
    }),
    onMerged: () => reader.read(),
    logger,
  });
  return { config: config.repository, reader, driver };
}

/** Puts the services together. */
export function createServices(foundations: Foundations): Services {
  const { config, knex, catalog, events, permissions, evaluator } = foundations;
  const signals = EnvironmentSignals.create(foundations);
  const observer = {
    ...NO_OBSERVER,
    moved: (id: string) => signals.tell(id),
  };
  const stores = createStores(knex, config.repository, observer);
  const { changes, environments, runs, reads } = stores;
  const { groups, operators, approvalTimeoutMs } = config;
  const monitor = SourceMonitor.create();
  const reviewer = SpecReviewer.create({ environments, changes, catalog });
  const preview = PreviewService.create({
    evaluator,
    environments,
    reviewer,
    monitor,
    groups,
  });
  const repository = createRepositoryServices(foundations, stores, preview);
  const access = ChangeAccess.create({ permissions, operators });
  const kick = (id: string) => repository?.driver.kick(id);
  const estimates = EstimateBook.create(preview);
  return {
    preview,
    intake: ChangeIntake.create({
      changes,
      environments,
      reads,
      reviewer,
      preview,
      access,
      groups,
      approvalTimeoutMs,
      onApproved: kick,
    }),
    changes: ChangeService.create({
      changes,
      runs,
      access,
      onApproved: kick,
      onEnded: kick,
    }),
    environments: EnvironmentService.create({
      config,
      environments,
      changes,
      runs,
      reads,
      estimates,
      permissions,
    }),
    runs: PipelineRunService.create({ environments, changes, runs, events }),
    sources: SourceService.create({
      repository: config.repository,
      reads,
      reader: repository?.reader,
      runs,
      preview,
      evaluator: monitor,
      platformFile: config.platformFile,
      appBaseUrl: config.appBaseUrl,
    }),
    signals,
    repository,
  };
}
