import { ChangeObserver } from '../database/ChangeObserver';
import { TimelineStore } from '../database/TimelineStore';
import { ChangeAccess } from './ChangeAccess';
import { ChangeIntake } from './ChangeIntake';
import { ChangeService } from './ChangeService';
import {
  createRepositoryServices,
  createStores,
  RepositoryServices,
} from './createRepositoryServices';
import { EnvironmentAccess } from './EnvironmentAccess';
import { EnvironmentService } from './EnvironmentService';
import { EnvironmentSignals } from './EnvironmentSignals';
import { EstimateBook } from './EstimateBook';
import { Foundations } from './Foundations';
import { NoticeReminder } from './notices/NoticeReminder';
import { NoticeService } from './notices/NoticeService';
import { PipelineRunService } from './PipelineRunService';
import { PreviewService } from './PreviewService';
import { QuotaService } from './QuotaService';
import { SourceMonitor } from './SourceMonitor';
import { SourceService } from './SourceService';
import { SpecReviewer } from './SpecReviewer';
import { TimelineService } from './timeline/TimelineService';

/** The services of the plugin. */
export interface Services {
  preview: PreviewService;
  intake: ChangeIntake;
  changes: ChangeService;
  environments: EnvironmentService;
  runs: PipelineRunService;
  sources: SourceService;
  timeline: TimelineService;
  /** Tells open pages to ask again. */
  signals: EnvironmentSignals;
  /** Undefined where people get no notices. */
  notices: NoticeService | undefined;
  reminder: NoticeReminder | undefined;
  repository: RepositoryServices | undefined;
}

/** What follows from whatever happens to a change: notices with it, a signal after it. */
function observe(
  signals: EnvironmentSignals,
  notices: NoticeService | undefined,
): ChangeObserver {
  return {
    record: async (tx, happening) => notices?.record(tx, happening),
    moved: id => {
      signals.tell(id);
      notices?.kick();
    },
  };
}

/** Puts the services together. */
export function createServices(foundations: Foundations): Services {
  const { config, knex, catalog, events, permissions, evaluator } = foundations;
  const signals = EnvironmentSignals.create(foundations);
  const notices = config.notifications
    ? NoticeService.create(foundations)
    : undefined;
  const stores = createStores(
    knex,
    config.repository,
    observe(signals, notices),
  );
  const { changes, environments, runs, reads } = stores;
  const { groups, operators, approvalTimeoutMs } = config;
  const monitor = SourceMonitor.create();
  const reviewer = SpecReviewer.create({ environments, changes, catalog });
  const readers = EnvironmentAccess.create(permissions);
  const preview = PreviewService.create({
    evaluator,
    environments,
    reviewer,
    access: readers,
    monitor,
    groups,
  });
  const repository = createRepositoryServices(foundations, stores, preview);
  const access = ChangeAccess.create({ permissions, operators });
  const kick = (id: string) => repository?.driver.kick(id);
  const estimates = EstimateBook.create(preview);
  const quotas = QuotaService.create({
    quota: config.quota,
    samples: config.samples,
    environments,
    changes,
    runs,
    estimates,
  });
  preview.limitBy(quotas);
  return {
    preview,
    intake: ChangeIntake.create({
      changes,
      environments,
      reads,
      reviewer,
      preview,
      access,
      readers,
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
      access: readers,
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
    timeline: TimelineService.create({
      timeline: TimelineStore.create(knex),
      environments,
      runs,
      samples: config.samples,
      access,
      readers,
    }),
    signals,
    notices,
    reminder: notices?.reminder({ changes, environments }),
    repository,
  };
}
