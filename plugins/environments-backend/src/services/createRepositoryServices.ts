import { Knex } from 'knex';
import { RepositoryConfig } from '../config/readEnvironmentsConfig';
import { ChangeObserver } from '../database/ChangeObserver';
import { ChangeQueue } from '../database/ChangeQueue';
import { ChangeStore } from '../database/ChangeStore';
import { EnvironmentStore } from '../database/EnvironmentStore';
import { PipelineRunStore } from '../database/PipelineRunStore';
import { RepositoryReadStore } from '../database/RepositoryReadStore';
import { ChangeDriver } from './ChangeDriver';
import { ChangeMerger } from './ChangeMerger';
import { ChangeProposer } from './ChangeProposer';
import { Foundations } from './Foundations';
import { PreviewService } from './PreviewService';
import { RepositoryReader } from './RepositoryReader';

/** What works with the repository; undefined as a whole where none is configured. */
export interface RepositoryServices {
  config: RepositoryConfig;
  reader: RepositoryReader;
  driver: ChangeDriver;
}

function keyOf({ host, owner, repo, branch, path }: RepositoryConfig): string {
  return `${host}/${owner}/${repo}@${branch}:${path}`;
}

/** The tables of the plugin. */
export function createStores(
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

/** The tables of the plugin. */
export type Stores = ReturnType<typeof createStores>;

/** Puts together what works with the repository. */
export function createRepositoryServices(
  foundations: Foundations,
  stores: Stores,
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
    onFileChanged: () => reader.read(),
    logger,
  });
  return { config: config.repository, reader, driver };
}
