import { Money, money } from '@portico/plugin-cost-common';
import {
  CountedEnvironment,
  countsBeside,
  EnvironmentSpec,
  environmentStateOf,
  eventOfRun,
  isEstimate,
  Quota,
  quotaOf,
} from '@portico/plugin-environments-common';
import { QuotaConfig } from '../config/readQuotaConfig';
import { ChangeStore } from '../database/ChangeStore';
import {
  EnvironmentStore,
  StoredEnvironment,
} from '../database/EnvironmentStore';
import { PipelineRunStore, StoredRun } from '../database/PipelineRunStore';
import { mayStillExist } from './environmentViews';
import { EstimateBook } from './EstimateBook';
import { within } from './within';

/** What the service works with. */
export interface QuotaServiceOptions {
  quota: QuotaConfig;
  /** Names of environments whose life is sample data, until a pipeline reports. */
  samples: readonly string[];
  environments: EnvironmentStore;
  changes: ChangeStore;
  runs: PipelineRunStore;
  estimates: Pick<EstimateBook, 'estimate' | 'peek'>;
  /** How long the prices of what is there are waited for. */
  patienceMs?: number;
}

const PATIENCE_MS = 3_000;

/** Knows what owners have and may have. */
export class QuotaService {
  readonly #options: QuotaServiceOptions;

  static create(options: QuotaServiceOptions): QuotaService {
    return new QuotaService(options);
  }

  private constructor(options: QuotaServiceOptions) {
    this.#options = options;
  }

  /** What the owner of a spec may have, and has beside it; null where there is no limit. */
  async quotaFor({ metadata }: EnvironmentSpec): Promise<Quota | null> {
    const { owner, name } = metadata;
    const { everybody, owners } = this.#options.quota;
    const limits = owners.get(owner) ?? everybody;
    if (limits.environments === null && limits.monthly === null) return null;
    const specs = (await this.#specs()).filter(spec =>
      countsBeside({ owner, name }, spec.metadata),
    );
    if (limits.monthly) await this.#priceInTime(specs);
    const environments = specs.map(
      (spec): CountedEnvironment => ({
        name: spec.metadata.name,
        owner,
        monthly: limits.monthly && this.#monthlyOf(spec),
      }),
    );
    return quotaOf({ owner, name, limits, environments });
  }

  /** Prices what was not priced yet, one after the other, but nobody waits long for it. */
  async #priceInTime(specs: readonly EnvironmentSpec[]): Promise<void> {
    const { estimates, patienceMs = PATIENCE_MS } = this.#options;
    const work = (async () => {
      for (const spec of specs) await estimates.estimate(spec);
    })();
    await within(work, patienceMs, undefined);
  }

  /** What exists, as its file says, and what is asked for and new. */
  async #specs(): Promise<EnvironmentSpec[]> {
    const { environments, changes, runs } = this.#options;
    const [stored, holders, latest] = await Promise.all([
      environments.list(),
      changes.listHolders(),
      runs.listLatest(),
    ]);
    const existing = stored.flatMap(environment => {
      const own = latest.filter(run => run.environment === environment.name);
      const { spec } = environment;
      return spec && this.#exists(environment, own) ? [spec] : [];
    });
    const names = new Set(existing.map(({ metadata }) => metadata.name));
    const asked = holders
      .filter(({ kind, name }) => kind === 'create' && !names.has(name))
      .map(({ after }) => after);
    return [...existing, ...asked];
  }

  #exists(
    { name, removedAt }: StoredEnvironment,
    runs: readonly StoredRun[],
  ): boolean {
    const isSample =
      this.#options.samples.includes(name) &&
      !runs.some(run => eventOfRun(run) !== undefined);
    if (isSample) return false;
    return removedAt === null
      ? environmentStateOf(runs) !== 'destroyed'
      : mayStillExist(runs);
  }

  #monthlyOf(spec: EnvironmentSpec): Money | null {
    const estimate = this.#options.estimates.peek(spec);
    return isEstimate(estimate)
      ? money(estimate.total.monthly, estimate.currency)
      : null;
  }
}
