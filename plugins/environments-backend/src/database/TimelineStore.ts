import { ChangeKind } from '@portico/plugin-environments-common';
import { Knex } from 'knex';
import { narrowChanges } from './changeList';
import { RunRow, StoredRun, toRun } from './PipelineRunStore';

/** A step of a change, as the timeline tells of it. */
export interface TimelineEvent {
  id: number;
  at: string;
  event: string;
  actor: string;
  changeId: string;
  kind: ChangeKind;
  environment: string;
}

/** Where a page goes on: before this moment, or at it from a row on. */
export interface TimelineBound {
  at: string;
  /** What is at the moment itself: nothing, all of it, or what comes after a row. */
  rest: 'none' | 'all' | { after: readonly (string | number)[] };
}

/** The rows of a page, the newest first. */
export interface TimelinePage {
  /** The half-open window, in ISO-8601 with milliseconds. */
  from: string;
  to: string;
  bound?: TimelineBound;
  limit: number;
}

interface TimelineEventRow {
  id: number;
  at: string;
  event: string;
  actor: string;
  change_id: string;
  kind: ChangeKind;
  environment: string;
}

/** A run that began longer ago than this is not in a window that it does not begin in. */
const LONGEST_RUN_MS = 24 * 60 * 60 * 1000;

/** Leaves the rows that come after a bound, in the order of the columns, the newest first. */
function goOn(
  query: Knex.QueryBuilder,
  bound: TimelineBound | undefined,
  at: string,
  keys: readonly string[],
): void {
  if (!bound) return;
  if (bound.rest === 'none') query.where(at, '<', bound.at);
  else if (bound.rest === 'all') query.where(at, '<=', bound.at);
  else {
    const columns = [at, ...keys];
    // Of two rows the whole key is compared, which an index of the columns can do.
    query.whereRaw(
      `(${columns.map(() => '??').join(', ')}) < (${columns
        .map(() => '?')
        .join(', ')})`,
      [...columns, bound.at, ...bound.rest.after],
    );
  }
}

/** What happened in a window, over all environments or in one. */
export class TimelineStore {
  readonly #knex: Knex;

  static create(knex: Knex): TimelineStore {
    return new TimelineStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** The steps of changes that a person may see, the newest first. */
  async listEvents(
    page: TimelinePage,
    filter: {
      events: readonly string[];
      /** Of one environment; left out where all are meant. */
      name?: string;
      /** Left out where somebody sees every change. */
      visibleTo?: { user: string; refs: readonly string[] };
    },
  ): Promise<TimelineEvent[]> {
    const { from, to, bound, limit } = page;
    const { events, name, visibleTo } = filter;
    const query = this.#knex('change_events as step')
      .join('changes', 'changes.id', 'step.change_id')
      .select(
        'step.id',
        'step.at',
        'step.event',
        'step.actor',
        'step.change_id',
        'changes.kind',
        'changes.environment',
      )
      .where('step.at', '>=', from)
      .where('step.at', '<', to)
      .whereIn('step.event', [...events])
      .orderBy([
        { column: 'step.at', order: 'desc' },
        { column: 'step.id', order: 'desc' },
      ])
      .limit(limit);
    goOn(query, bound, 'step.at', ['step.id']);
    narrowChanges(this.#knex, query, { name, visibleTo, limit });
    const rows: TimelineEventRow[] = await query;
    return rows.map(({ change_id, ...row }) => ({
      ...row,
      changeId: change_id,
    }));
  }

  /** The runs of environments that touch the window, the latest start first. */
  async listRuns(
    page: TimelinePage,
    names: readonly string[],
  ): Promise<StoredRun[]> {
    if (names.length === 0) return [];
    const { from, to, bound, limit } = page;
    const earliest = new Date(Date.parse(from) - LONGEST_RUN_MS).toISOString();
    const query = this.#knex<RunRow>('pipeline_runs')
      .whereIn('environment', [...names])
      .where('started_at', '>=', earliest)
      .where('started_at', '<', to)
      .where(within =>
        within
          .where('started_at', '>=', from)
          .orWhere('finished_at', '>', from)
          .orWhereNull('finished_at'),
      )
      .orderBy([
        { column: 'started_at', order: 'desc' },
        { column: 'environment', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(limit);
    goOn(query, bound, 'started_at', ['environment', 'id']);
    const rows: RunRow[] = await query;
    return rows.map(toRun);
  }
}
