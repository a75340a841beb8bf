import { Knex } from 'knex';
import { ChangeSummaryRow } from './changeRows';

type LeaseRow = ChangeSummaryRow & { lease_owner: string | null };

/** What is on its way, or has left a pull request open behind it. */
function isDue(query: Knex.QueryBuilder) {
  query
    .whereIn('state', ['approved', 'proposed'])
    .orWhere(leftOpen =>
      leftOpen
        .whereIn('state', ['withdrawn', 'rejected', 'expired', 'superseded'])
        .andWhere('pull_request_state', 'open'),
    );
}

/**
 * Which changes are to be moved on, and who is at it. A claim is a row with an
 * end in time: a portal that is killed loses it by itself, and no transaction
 * stays open while the Git host is asked.
 */
export class ChangeQueue {
  readonly #knex: Knex;
  readonly #now: () => Date;

  static create(knex: Knex, now: () => Date = () => new Date()): ChangeQueue {
    return new ChangeQueue(knex, now);
  }

  private constructor(knex: Knex, now: () => Date) {
    this.#knex = knex;
    this.#now = now;
  }

  /** Changes that wait to be moved on, the longest waiting first. */
  async listDue(limit: number): Promise<string[]> {
    const now = this.#now().toISOString();
    const rows = await this.#knex<LeaseRow>('changes')
      .select('id')
      .where(isDue)
      .andWhere(time =>
        time.whereNull('next_attempt_at').orWhere('next_attempt_at', '<=', now),
      )
      .andWhere(free =>
        free.whereNull('lease_until').orWhere('lease_until', '<', now),
      )
      .orderBy('updated_at')
      .limit(limit);
    return rows.map(({ id }) => id);
  }

  /** Takes a change for a time, unless somebody else has it. */
  async claim(id: string, holder: string, forMs: number): Promise<boolean> {
    const now = this.#now();
    const taken = await this.#knex<LeaseRow>('changes')
      .where({ id })
      .andWhere(isDue)
      .andWhere(free =>
        free
          .whereNull('lease_until')
          .orWhere('lease_until', '<', now.toISOString())
          .orWhere('lease_owner', holder),
      )
      .update({
        lease_owner: holder,
        lease_until: new Date(now.getTime() + forMs).toISOString(),
      });
    return taken > 0;
  }

  /** Gives a change back. */
  async release(id: string, holder: string): Promise<void> {
    await this.#knex<LeaseRow>('changes')
      .where({ id, lease_owner: holder })
      .update({ lease_owner: null, lease_until: null });
  }

  /** Requests for approval whose time is over. */
  async listOverdue(): Promise<string[]> {
    const rows = await this.#knex<LeaseRow>('changes')
      .select('id')
      .where('state', 'pending-approval')
      .andWhere('expires_at', '<=', this.#now().toISOString());
    return rows.map(({ id }) => id);
  }
}
