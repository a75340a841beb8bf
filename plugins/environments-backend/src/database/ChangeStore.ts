import {
  ChangeApproval,
  ChangeHistoryEntry,
  OPEN_CHANGE_STATES,
} from '@portico/plugin-environments-common';
import { Knex } from 'knex';
import { ChangeListFilter, narrowChanges } from './changeList';
import {
  ApprovalRow,
  EventRow,
  toApproval,
  toApprovalRow,
  toHistoryEntry,
} from './changePartRows';
import {
  ChangeRow,
  ChangeSummaryRow,
  SUMMARY_COLUMNS,
  toChange,
  toColumns,
  toHolder,
  toRow,
  toSummary,
} from './changeRows';
import { ChangeObserver, NO_OBSERVER } from './ChangeObserver';
import { isUniqueViolation } from './isUniqueViolation';
import {
  ChangeHolder,
  ChangeUpdate,
  StoredChange,
  StoredChangeSummary,
} from './StoredChange';

type FirstEntry = Omit<ChangeHistoryEntry, 'at'>;

/** The change requests and their history. */
export class ChangeStore {
  readonly #knex: Knex;
  readonly #now: () => Date;
  readonly #observer: ChangeObserver;

  static create(
    knex: Knex,
    now: () => Date = () => new Date(),
    observer: ChangeObserver = NO_OBSERVER,
  ): ChangeStore {
    return new ChangeStore(knex, now, observer);
  }

  private constructor(knex: Knex, now: () => Date, observer: ChangeObserver) {
    this.#knex = knex;
    this.#now = now;
    this.#observer = observer;
  }

  /** Stores a new change; `held` where another one holds the environment. */
  async insert(
    change: StoredChange,
    entries: FirstEntry[],
  ): Promise<'inserted' | 'held'> {
    try {
      await this.#knex.transaction(async tx => {
        await tx<ChangeRow>('changes').insert(toRow(change));
        await this.#writeApprovals(tx, change.id, change.approvals);
        for (const entry of entries) await this.#writeEvent(tx, change, entry);
      });
      this.#observer.moved(change.id);
      return 'inserted';
    } catch (error) {
      if (isUniqueViolation(error)) return 'held';
      throw error;
    }
  }

  async get(id: string): Promise<StoredChange | undefined> {
    return this.#read(this.#knex, id);
  }

  /** The change that holds an environment, if there is one. */
  async findHolder(name: string): Promise<StoredChange | undefined> {
    return this.#first(query =>
      query
        .where('environment', name)
        .whereIn('state', [...OPEN_CHANGE_STATES]),
    );
  }

  /** The change that was asked for last for an environment. */
  async findLatest(name: string): Promise<StoredChange | undefined> {
    return this.#first(query => query.where('environment', name));
  }

  /** The change that made an environment what it is, if the portal made it. */
  async findCreation(name: string): Promise<StoredChange | undefined> {
    return this.#first(query =>
      query
        .where({ environment: name, kind: 'create' })
        .whereIn('state', ['merged', 'applying', 'applied', 'failed']),
    );
  }

  /** The holders of all environments, for their networks and their pages. */
  async listHolders(): Promise<ChangeHolder[]> {
    const rows = await this.#knex<ChangeRow>('changes')
      .select(...SUMMARY_COLUMNS, 'after')
      .whereIn('state', [...OPEN_CHANGE_STATES]);
    return this.#withApprovals(rows, toHolder);
  }

  /** Changes, newest first. */
  async list(filter: ChangeListFilter): Promise<StoredChangeSummary[]> {
    const query = this.#knex<ChangeSummaryRow>('changes')
      .select(...SUMMARY_COLUMNS)
      .orderBy([
        { column: 'requested_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(filter.limit);
    narrowChanges(this.#knex, query, filter);
    const rows: ChangeSummaryRow[] = await query;
    return this.#withApprovals(rows, toSummary);
  }

  /** What happened to a change, in order. */
  async history(id: string): Promise<ChangeHistoryEntry[]> {
    const rows = await this.#knex<EventRow>('change_events')
      .where('change_id', id)
      .orderBy('id');
    return rows.map(toHistoryEntry);
  }

  /**
   * Reads a change, lets a pure function say what differs, and writes it with
   * its history, all while nobody else can change it. What the function throws
   * leaves everything as it was.
   */
  async update(
    id: string,
    decide: (change: StoredChange) => ChangeUpdate | undefined,
  ): Promise<StoredChange | undefined> {
    let moved = false;
    const updated = await this.#knex.transaction(async tx => {
      const change = await this.#read(tx, id, { lock: true });
      const update = change && decide(change);
      if (!change || !update) return change;
      const written = await this.#write(tx, change, update);
      moved =
        update.entry !== undefined ||
        written.stateReason !== change.stateReason;
      return written;
    });
    if (moved) this.#observer.moved(id);
    return updated;
  }

  async #write(
    tx: Knex,
    change: StoredChange,
    { patch, entry }: ChangeUpdate,
  ): Promise<StoredChange> {
    const { id } = change;
    const updatedAt = this.#now().toISOString();
    await tx<ChangeRow>('changes')
      .where({ id })
      .update({ ...toColumns(patch), updated_at: updatedAt });
    if (patch.approvals) {
      await tx('change_approvals').where('change_id', id).delete();
      await this.#writeApprovals(tx, id, patch.approvals);
    }
    const written = { ...change, ...patch, updatedAt };
    if (entry) await this.#writeEvent(tx, written, entry);
    return written;
  }

  async #first(
    narrow: (query: Knex.QueryBuilder) => Knex.QueryBuilder,
  ): Promise<StoredChange | undefined> {
    const rows: ChangeRow[] = await narrow(
      this.#knex<ChangeRow>('changes').orderBy('requested_at', 'desc').limit(1),
    );
    const [change] = await this.#withApprovals(rows, toChange);
    return change;
  }

  async #read(
    knex: Knex,
    id: string,
    { lock = false } = {},
  ): Promise<StoredChange | undefined> {
    const query = knex<ChangeRow>('changes').where({ id });
    // SQLite has one writer at a time and knows no such lock; knex leaves it out there.
    const rows = await (lock ? query.forUpdate() : query);
    const [change] = await this.#withApprovals(rows, toChange, knex);
    return change;
  }

  async #withApprovals<Row extends { id: string }, T>(
    rows: Row[],
    read: (row: Row, approvals: ChangeApproval[]) => T,
    knex: Knex = this.#knex,
  ): Promise<T[]> {
    if (rows.length === 0) return [];
    const approvals = await knex<ApprovalRow>('change_approvals')
      .whereIn(
        'change_id',
        rows.map(({ id }) => id),
      )
      .orderBy('position');
    return rows.map(row =>
      read(
        row,
        approvals
          .filter(({ change_id }) => change_id === row.id)
          .map(toApproval),
      ),
    );
  }

  async #writeApprovals(tx: Knex, id: string, approvals: ChangeApproval[]) {
    if (approvals.length === 0) return;
    await tx<ApprovalRow>('change_approvals').insert(
      approvals.map((approval, index) => toApprovalRow(id, approval, index)),
    );
  }

  async #writeEvent(tx: Knex, change: StoredChange, entry: FirstEntry) {
    const [{ id: eventId }] = await tx<EventRow>('change_events')
      .insert({
        change_id: change.id,
        at: this.#now().toISOString(),
        event: entry.event,
        from_state: entry.from,
        to_state: entry.to,
        actor: entry.actor,
        comment: entry.comment,
      })
      .returning('id');
    await this.#observer.record(tx, { eventId, entry, change });
  }
}
