import { SourceStatus } from '@portico/plugin-timeline-common';
import { RepositoryConfig } from '../config/readEnvironmentsConfig';
import { PipelineRunStore } from '../database/PipelineRunStore';
import {
  ReadFailure,
  RepositoryRead,
  RepositoryReadStore,
} from '../database/RepositoryReadStore';
import { readPlatformFile } from '../sources/readPlatformFile';
import { SourceMonitor } from './SourceMonitor';

/** What the service works with. */
export interface SourceServiceOptions {
  repository: RepositoryConfig | undefined;
  /** Undefined where no repository is configured. */
  reads: RepositoryReadStore | undefined;
  runs: PipelineRunStore;
  evaluator: SourceMonitor;
  /** The file that tells about what no plugin owns. */
  platformFile: string | undefined;
  /** The portal's own address. */
  appBaseUrl: string;
}

const REPOSITORY_SNIPPET = `environments:
  repository:
    host: github.com
    owner: acme
    repo: platform
    branch: main
    path: infra/environments`;

/** The Git host in the file of the platform; it tells whether ours is an emulator. */
const GIT_HOST = 'git-host';

/** How the far ends of the plugin do, for the page Connections and the command `doctor`. */
export class SourceService {
  readonly #options: SourceServiceOptions;

  static create(options: SourceServiceOptions): SourceService {
    return new SourceService(options);
  }

  private constructor(options: SourceServiceOptions) {
    this.#options = options;
  }

  /** The status of every source. */
  async list(): Promise<SourceStatus[]> {
    const { platformFile } = this.#options;
    const platform = platformFile ? await readPlatformFile(platformFile) : [];
    const gitHost = platform.find(({ id }) => id === GIT_HOST);
    const [repository, pipeline] = await Promise.all([
      this.#repository(gitHost?.origin ?? 'live'),
      this.#pipeline(),
    ]);
    return [...platform, repository, this.#evaluator(), pipeline];
  }

  async #repository(origin: SourceStatus['origin']): Promise<SourceStatus> {
    const { repository, reads } = this.#options;
    const status = {
      id: 'environments-repository',
      title: 'Environments in Git',
      missing: null,
      snippet: null,
      origin,
    };
    if (!repository || !reads) {
      return {
        ...status,
        state: 'not-set-up',
        reason: 'No repository holds the environments',
        since: null,
        missing: 'environments.repository',
        snippet: REPOSITORY_SNIPPET,
      };
    }
    const read = await reads.get();
    if (!read) {
      const reason = 'It was not asked yet';
      return { ...status, state: 'unknown', reason, since: null };
    }
    const { since, failure } = read;
    if (!failure) return { ...status, state: 'ok', reason: null, since };
    const { owner, repo } = repository;
    return {
      ...status,
      state: failure.kind,
      reason: explain(read, failure),
      since,
      missing:
        failure.kind === 'not-allowed'
          ? `Contents, pull requests and commit statuses of ${owner}/${repo}, to read and to write`
          : null,
    };
  }

  #evaluator(): SourceStatus {
    const { observation } = this.#options.evaluator;
    const status = {
      id: 'preview-worker',
      title: 'Preview worker (price, plan, policy)',
      missing: null,
      snippet: null,
      origin: 'live' as const,
    };
    switch (observation.state) {
      case 'ok':
        return {
          ...status,
          state: 'ok',
          reason: null,
          since: observation.since,
        };
      case 'down':
        return {
          ...status,
          state: 'down',
          reason: `${observation.reason}. Requests can be made, and need one more approval.`,
          since: observation.since,
        };
      default:
        return {
          ...status,
          state: 'unknown',
          reason: 'It was not asked yet',
          since: null,
        };
    }
  }

  async #pipeline(): Promise<SourceStatus> {
    const status = {
      id: 'pipeline',
      title: 'Infrastructure pipeline',
      origin: 'live' as const,
    };
    const lastReportAt = await this.#options.runs.lastReportAt();
    if (lastReportAt) {
      return {
        ...status,
        state: 'ok',
        reason: `It last reported at ${lastReportAt}`,
        since: null,
        missing: null,
        snippet: null,
      };
    }
    return {
      ...status,
      state: 'not-set-up',
      reason: 'No pipeline has reported a run; environments stay at "defined"',
      since: null,
      missing: 'A token with the permission environments.runs.report',
      snippet: this.#pipelineSnippet(),
    };
  }

  #pipelineSnippet(): string {
    const { appBaseUrl } = this.#options;
    return `# backend.auth.externalAccess, in the configuration of the portal
- type: static
  options: { token: \${PIPELINE_TOKEN}, subject: pipeline }
  accessRestrictions:
    - plugin: environments
      permission: environments.runs.report

# in the pipeline
curl -X POST ${appBaseUrl}/api/environments/environments/dev/pipeline-runs \\
  -H "Authorization: Bearer $PIPELINE_TOKEN" -H 'Content-Type: application/json' \\
  -d '{"id": "1", "operation": "apply", "status": "running", "startedAt": "2026-01-31T12:00:00Z"}'`;
  }
}

function explain({ readAt }: RepositoryRead, { reason }: ReadFailure): string {
  return readAt
    ? `${reason}. The environments are as read at ${readAt}.`
    : `${reason}. No environment was read yet.`;
}
