import { NotFoundError } from '@backstage/errors';
import { defaultSpecFor } from '@portico/plugin-environments-common';
import { SourceStatus } from '@portico/plugin-timeline-common';
import { RepositoryConfig } from '../config/readEnvironmentsConfig';
import { PipelineRunStore } from '../database/PipelineRunStore';
import { RepositoryReadStore } from '../database/RepositoryReadStore';
import { EVALUATOR_SOURCE, evaluatorSource } from './evaluatorSource';
import { PIPELINE_SOURCE, pipelineSource } from './pipelineSource';
import { PlatformParts } from './PlatformParts';
import { PreviewService } from './PreviewService';
import { RecentAnswers } from './RecentAnswers';
import { REPOSITORY_SOURCE, repositorySource } from './repositorySource';
import { RepositoryReader } from './RepositoryReader';
import { SourceMonitor } from './SourceMonitor';
import { within } from './within';

/** What the service works with. */
export interface SourceServiceOptions {
  repository: RepositoryConfig | undefined;
  /** Undefined where no repository is configured. */
  reads: Pick<RepositoryReadStore, 'get'> | undefined;
  reader: Pick<RepositoryReader, 'read'> | undefined;
  runs: Pick<PipelineRunStore, 'lastReportAt'>;
  preview: Pick<PreviewService, 'evaluate'>;
  evaluator: SourceMonitor;
  /** The file that tells about what no plugin owns. */
  platformFile: string | undefined;
  /** The portal's own address. */
  appBaseUrl: string;
  /** How long a test waits for its source. */
  patienceMs?: number;
  now?: () => Date;
}

/** The Git host in the file of the platform; it tells whether ours is an emulator. */
const GIT_HOST = 'git-host';

const PAUSE_MS = 5_000;
const PATIENCE_MS = 6_000;

/** A small environment to try the preview worker with; nobody asks for it. */
const TRIAL = defaultSpecFor('dev', {
  name: 'trial',
  owner: 'group:default/platform',
  takenCidrs: [],
});

/** How the far ends of the plugin do, for the page Connections and the command `doctor`. */
export class SourceService {
  readonly #options: SourceServiceOptions;
  readonly #parts: PlatformParts | undefined;
  readonly #answers: RecentAnswers<SourceStatus>;

  static create(options: SourceServiceOptions): SourceService {
    return new SourceService(options);
  }

  private constructor(options: SourceServiceOptions) {
    const { platformFile, now = () => new Date() } = options;
    this.#options = options;
    this.#parts = platformFile
      ? PlatformParts.create(platformFile, now)
      : undefined;
    this.#answers = RecentAnswers.create({ pauseMs: PAUSE_MS, now });
  }

  /** The status of every source, as it was found last. */
  async list(): Promise<SourceStatus[]> {
    const platform = (await this.#parts?.list()) ?? [];
    const [repository, pipeline] = await Promise.all([
      this.#repository(platform),
      this.#pipeline(),
    ]);
    const { evaluator } = this.#options;
    return [
      ...platform,
      repository,
      evaluatorSource(evaluator.observation),
      pipeline,
    ];
  }

  /** Asks one source now, and tells how it does; each only every few seconds. */
  async test(id: string): Promise<SourceStatus> {
    const status = await this.#answers.ask(id, () => this.#ask(id));
    if (!status) {
      throw new NotFoundError(`There is no source ${id.slice(0, 128)}`);
    }
    return status;
  }

  async #ask(id: string): Promise<SourceStatus | undefined> {
    switch (id) {
      case REPOSITORY_SOURCE:
        return this.#readNow();
      case EVALUATOR_SOURCE:
        return this.#previewNow();
      case PIPELINE_SOURCE:
        return this.#pipeline();
      default:
        return this.#parts?.find(id);
    }
  }

  async #readNow(): Promise<SourceStatus> {
    const { reader } = this.#options;
    const inTime = !reader || (await this.#inTime(reader.read()));
    const status = await this.#repository((await this.#parts?.list()) ?? []);
    return inTime ? status : this.#late(status);
  }

  async #previewNow(): Promise<SourceStatus> {
    const { preview, evaluator } = this.#options;
    const asked = preview.evaluate(TRIAL, null);
    const inTime = await this.#inTime(asked);
    const status = evaluatorSource(evaluator.observation);
    if (!inTime) return this.#late(status);
    const evaluation = await asked;
    return evaluation.status === 'unavailable' && evaluation.busy
      ? { ...status, state: 'degraded', reason: evaluation.reason }
      : status;
  }

  /** What works, but slowly, is not down; what was down stays so. */
  #late(status: SourceStatus): SourceStatus {
    const seconds = this.#patienceMs / 1000;
    const known = status.reason ? ` Before that: ${status.reason}` : '';
    // Since when it worked is not since when it is slow.
    const slow = { state: 'degraded', since: null } as const;
    return {
      ...status,
      ...(status.state === 'ok' ? slow : {}),
      reason: `It has not answered within ${seconds} s.${known}`,
    };
  }

  async #inTime(work: Promise<unknown>): Promise<boolean> {
    // What fails after its time is told by the log of whoever does it.
    const done = work.then(() => true);
    return within(done, this.#patienceMs, false);
  }

  get #patienceMs(): number {
    return this.#options.patienceMs ?? PATIENCE_MS;
  }

  async #repository(platform: readonly SourceStatus[]): Promise<SourceStatus> {
    const { repository, reads } = this.#options;
    const gitHost = platform.find(({ id }) => id === GIT_HOST);
    const origin = gitHost?.origin ?? 'live';
    return repositorySource({ repository, read: await reads?.get(), origin });
  }

  async #pipeline(): Promise<SourceStatus> {
    const { runs, appBaseUrl } = this.#options;
    const lastReportAt = await runs.lastReportAt();
    return pipelineSource({ lastReportAt, appBaseUrl });
  }
}
