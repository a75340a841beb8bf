import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { DEFAULT_APPROVAL_GROUPS } from '@portico/plugin-environments-common';
import { Knex } from 'knex';
import { ChangeQueue } from '../database/ChangeQueue';
import { ChangeStore } from '../database/ChangeStore';
import { EnvironmentStore } from '../database/EnvironmentStore';
import { ChangeDriver } from '../services/ChangeDriver';
import { ChangeMerger } from '../services/ChangeMerger';
import { ChangeProposer } from '../services/ChangeProposer';
import { PreviewService } from '../services/PreviewService';
import { SourceMonitor } from '../services/SourceMonitor';
import { SpecReviewer } from '../services/SpecReviewer';
import { PlatformRepository } from '../sources/PlatformRepository';
import { FakeEvaluator } from './anEvaluation';

/** The part of a portal that moves changes on; two of them may share a database. */
export function aPortal(options: {
  knex: Knex;
  repository: PlatformRepository;
  now: () => Date;
  evaluator?: FakeEvaluator;
  changes?: ChangeStore;
  queue?: ChangeQueue;
}) {
  const { knex, repository, now } = options;
  const changes = options.changes ?? ChangeStore.create(knex, now);
  const queue = options.queue ?? ChangeQueue.create(knex, now);
  const evaluator = options.evaluator ?? new FakeEvaluator();
  const environments = EnvironmentStore.create(knex);
  const catalog = catalogServiceMock();
  const groups = DEFAULT_APPROVAL_GROUPS;
  const preview = PreviewService.create({
    evaluator,
    environments,
    reviewer: SpecReviewer.create({ environments, changes, catalog }),
    access: { mayRead: async () => true },
    monitor: SourceMonitor.create(now),
    groups,
  });
  const changeUrl = (id: string) => `https://portal.example/changes/${id}`;
  const onFileChanged = jest.fn(async () => {});
  const driver = ChangeDriver.create({
    changes,
    queue,
    proposer: ChangeProposer.create({
      changes,
      repository,
      preview,
      groups,
      path: 'infra/environments',
      changeUrl,
    }),
    merger: ChangeMerger.create({
      changes,
      repository,
      path: 'infra/environments',
      changeUrl,
    }),
    onFileChanged,
    logger: mockServices.logger.mock(),
    now,
  });
  return { driver, changes, queue, evaluator, preview, onFileChanged };
}
