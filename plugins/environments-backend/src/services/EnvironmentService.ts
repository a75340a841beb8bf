import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  EnvironmentList,
  EnvironmentView,
  LOCAL_ENVIRONMENT,
  OutputList,
  PipelineRun,
} from '@portico/plugin-environments-common';
import { EnvironmentsConfig } from '../config/readEnvironmentsConfig';
import { ChangeStore } from '../database/ChangeStore';
import {
  EnvironmentStore,
  StoredEnvironment,
} from '../database/EnvironmentStore';
import { PipelineRunStore, StoredRun } from '../database/PipelineRunStore';
import { RepositoryReadStore } from '../database/RepositoryReadStore';
import { EnvironmentAccess } from './EnvironmentAccess';
import {
  mayStillExist,
  OpenChange,
  toEnvironmentView,
  toLocalView,
  toPipelineRun,
} from './environmentViews';
import { EstimateBook } from './EstimateBook';

/** What the service works with. */
export interface EnvironmentServiceOptions {
  config: EnvironmentsConfig;
  environments: EnvironmentStore;
  changes: ChangeStore;
  runs: PipelineRunStore;
  /** Undefined where no repository is configured. */
  reads: RepositoryReadStore | undefined;
  estimates: EstimateBook;
  access: EnvironmentAccess;
  now?: () => Date;
}

const RUN_LIMIT = 100;

/** The environments, as those who may see them see them. */
export class EnvironmentService {
  readonly #options: EnvironmentServiceOptions;
  readonly #now: () => Date;

  static create(options: EnvironmentServiceOptions): EnvironmentService {
    return new EnvironmentService(options);
  }

  private constructor(options: EnvironmentServiceOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  /** All environments; `complete` only where the last read of the repository was a full one. */
  async list(credentials: BackstageCredentials): Promise<EnvironmentList> {
    const { config, environments, changes, runs, reads } = this.#options;
    const [stored, latestRuns, holders, read] = await Promise.all([
      environments.list(),
      runs.listLatest(),
      changes.listHolders(),
      reads?.get(),
    ]);
    const runsOf = groupBy(latestRuns, run => run.environment);
    const holderOf = new Map(holders.map(holder => [holder.name, holder]));
    const views = stored.flatMap(environment => {
      const { name } = environment;
      const own = runsOf.get(name) ?? [];
      return this.#view(environment, own, holderOf.get(name));
    });
    const all = config.local ? [toLocalView(config.local), ...views] : views;
    return {
      items: await this.#visible(all, credentials),
      complete: read !== undefined && !read.failure && read.readAt !== null,
    };
  }

  /** One environment, with its price. */
  async get(
    name: string,
    credentials: BackstageCredentials,
  ): Promise<EnvironmentView> {
    const { config, environments, changes, runs, estimates } = this.#options;
    if (name === LOCAL_ENVIRONMENT && config.local) {
      return this.#existing([toLocalView(config.local)], name, credentials);
    }
    const environment = await environments.get(name);
    if (!environment) return this.#existing([], name, credentials);
    if (environment.spec) await estimates.expect(environment.spec);
    const [own, holder] = await Promise.all([
      runs.listLatest(name),
      changes.findHolder(name),
    ]);
    return this.#existing(
      this.#view(environment, own, holder),
      name,
      credentials,
    );
  }

  /** What pipelines reported for an environment, newest first. */
  async listRuns(
    name: string,
    credentials: BackstageCredentials,
  ): Promise<PipelineRun[]> {
    await this.get(name, credentials);
    const runs = await this.#options.runs.list(name, RUN_LIMIT);
    return runs.map(toPipelineRun);
  }

  /** What the last apply that ended well gave back, such as addresses; the values of secrets never. */
  async listOutputs(
    name: string,
    credentials: BackstageCredentials,
  ): Promise<OutputList> {
    const { state } = await this.get(name, credentials);
    const run = await this.#options.runs.lastApplied(name);
    // What a destroyed environment gave back leads nowhere any more.
    if (!run || state === 'destroyed') {
      return { items: [], asOf: null, origin: null };
    }
    return {
      items: run.outputs.map(output =>
        output.sensitive ? { ...output, value: null } : output,
      ),
      asOf: run.finishedAt ?? run.startedAt,
      origin: run.origin,
    };
  }

  /** The view in a list, or none where the environment is gone. */
  #view(
    environment: StoredEnvironment,
    runs: readonly StoredRun[],
    holder: OpenChange | undefined,
  ): EnvironmentView[] {
    const { config, estimates } = this.#options;
    const { repository, samples } = config;
    const gone = environment.removedAt !== null && !mayStillExist(runs);
    if (!repository || gone) return [];
    const view = toEnvironmentView({
      environment,
      repository,
      runs,
      holder,
      estimate: environment.spec && estimates.peek(environment.spec),
      isSample: samples.includes(environment.name),
      now: this.#now(),
    });
    return [view];
  }

  async #existing(
    views: EnvironmentView[],
    name: string,
    credentials: BackstageCredentials,
  ): Promise<EnvironmentView> {
    const [view] = await this.#visible(views, credentials);
    if (!view) {
      throw new NotFoundError(`There is no environment ${name.slice(0, 63)}`);
    }
    return view;
  }

  /** Leaves out what the policy hides, in one question. */
  async #visible(
    views: EnvironmentView[],
    credentials: BackstageCredentials,
  ): Promise<EnvironmentView[]> {
    const names = views.map(({ name }) => name);
    const readable = await this.#options.access.readable(names, credentials);
    return views.filter(({ name }) => readable.has(name));
  }
}

function groupBy<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}
