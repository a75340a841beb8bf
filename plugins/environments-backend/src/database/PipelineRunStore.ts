import {
  ModuleProgress,
  PipelineRun,
  PlanSummary,
  RunOperation,
  RunOutput,
  RunStatus,
} from '@portico/plugin-environments-common';
import { Knex } from 'knex';

/** A run of the pipeline, as it is stored. */
export interface StoredRun extends PipelineRun {
  outputs: RunOutput[];
  reportedBy: string;
  receivedAt: string;
}

/** A row of the table `pipeline_runs`. */
export interface RunRow {
  environment: string;
  id: string;
  operation: RunOperation;
  status: RunStatus;
  started_at: string;
  finished_at: string | null;
  commit_sha: string | null;
  change_id: string | null;
  actor: string | null;
  url: string | null;
  summary: string | null;
  modules: string;
  outputs: string;
  leftovers: string;
  message: string | null;
  simulated: boolean | number;
  reported_by: string;
  received_at: string;
}

/** Of each kind of run so many tell the state: an apply is not hidden by many checks for drift. */
const LATEST_OF_A_KIND = 10;

/** Reads a run from its row. */
export function toRun(row: RunRow): StoredRun {
  const summary: PlanSummary | null = row.summary && JSON.parse(row.summary);
  const modules: ModuleProgress[] = JSON.parse(row.modules);
  const outputs: RunOutput[] = JSON.parse(row.outputs);
  const leftovers: string[] = JSON.parse(row.leftovers);
  return {
    id: row.id,
    environment: row.environment,
    operation: row.operation,
    status: row.status,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    commit: row.commit_sha,
    changeId: row.change_id,
    actor: row.actor,
    url: row.url,
    summary,
    modules,
    outputs,
    leftovers,
    message: row.message,
    // SQLite has no booleans: it gives 0 and 1.
    origin: row.simulated ? 'simulated' : 'live',
    reportedBy: row.reported_by,
    receivedAt: row.received_at,
  };
}

function toRow(run: StoredRun): RunRow {
  return {
    environment: run.environment,
    id: run.id,
    operation: run.operation,
    status: run.status,
    started_at: run.startedAt,
    finished_at: run.finishedAt,
    commit_sha: run.commit,
    change_id: run.changeId,
    actor: run.actor,
    url: run.url,
    summary: run.summary && JSON.stringify(run.summary),
    modules: JSON.stringify(run.modules),
    outputs: JSON.stringify(run.outputs),
    leftovers: JSON.stringify(run.leftovers),
    message: run.message,
    simulated: run.origin === 'simulated',
    reported_by: run.reportedBy,
    received_at: run.receivedAt,
  };
}

/** What pipelines reported. */
export class PipelineRunStore {
  readonly #knex: Knex;

  static create(knex: Knex): PipelineRunStore {
    return new PipelineRunStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async get(environment: string, id: string): Promise<StoredRun | undefined> {
    const row = await this.#knex<RunRow>('pipeline_runs')
      .where({ environment, id })
      .first();
    return row && toRun(row);
  }

  /** Stores a run; a later report of the same run replaces the one before. */
  async save(run: StoredRun): Promise<void> {
    await this.#knex<RunRow>('pipeline_runs')
      .insert(toRow(run))
      .onConflict(['environment', 'id'])
      .merge();
  }

  /** The runs of an environment, newest first. */
  async list(environment: string, limit: number): Promise<StoredRun[]> {
    const rows = await this.#knex<RunRow>('pipeline_runs')
      .where({ environment })
      .orderBy([
        { column: 'started_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(limit);
    return rows.map(toRun);
  }

  /** The apply that ended well last. */
  async lastApplied(environment: string): Promise<StoredRun | undefined> {
    const row = await this.#knex<RunRow>('pipeline_runs')
      .where({ environment, operation: 'apply', status: 'succeeded' })
      .orderBy([
        { column: 'started_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .first();
    return row && toRun(row);
  }

  /** The runs that tell where environments stand, newest first; of one or of all. */
  async listLatest(environment?: string): Promise<StoredRun[]> {
    const ranked = this.#knex<RunRow>('pipeline_runs')
      .select('*')
      .rowNumber('position', over =>
        over
          .partitionBy(['environment', 'operation'])
          .orderBy([{ column: 'started_at', order: 'desc' }]),
      );
    if (environment !== undefined) ranked.where({ environment });
    const rows: RunRow[] = await this.#knex
      .select('*')
      .from(ranked.as('ranked'))
      .where('position', '<=', LATEST_OF_A_KIND)
      .orderBy('started_at', 'desc');
    return rows.map(toRun);
  }

  /** The run of each change that began last. */
  async latestOfChanges(
    changeIds: readonly string[],
  ): Promise<Map<string, string>> {
    const rows = await this.#knex<RunRow>('pipeline_runs')
      .select('id', 'change_id')
      .whereIn('change_id', [...changeIds])
      .orderBy('started_at');
    return new Map(
      rows.flatMap(({ change_id, id }) => (change_id ? [[change_id, id]] : [])),
    );
  }

  /** When a pipeline last reported anything; undefined where none did. */
  async lastReportAt(): Promise<string | undefined> {
    const row = await this.#knex<RunRow>('pipeline_runs')
      .select('received_at')
      .orderBy('received_at', 'desc')
      .first();
    return row?.received_at;
  }
}
