import { Knex } from 'knex';

/** What somebody is told. */
export interface Notice {
  /** Refs of groups and people. */
  to: string[];
  /** Refs of people who are not told. */
  except: string[];
  severity: 'low' | 'normal' | 'high';
  topic: string;
  title: string;
  text: string;
  /** The path of the page that tells more. */
  link: string;
  /** A later notice of the same scope takes the place of an earlier one. */
  scope: string;
}

/** A notice, and what it tells of: nothing is told twice. */
export interface KeyedNotice {
  key: string;
  notice: Notice;
}

/** How a notice ended: `nobody` where it has no reader. */
export type NoticeOutcome = 'sent' | 'nobody' | 'given-up';

/** A notice to be sent. */
export interface DueNotice {
  id: number;
  notice: Notice;
  /** How often in a row it could not be sent. */
  attempts: number;
}

interface NoticeRow {
  id: number;
  key: string;
  scope: string;
  notice: string;
  created_at: string;
  attempts: number;
  next_attempt_at: string | null;
  lease_until: string | null;
  done_at: string | null;
  outcome: NoticeOutcome | null;
}

/**
 * What people are to be told. A row is written together with what happened, so
 * nothing is forgotten between the two; whoever sends it claims it for a time.
 */
export class NoticeStore {
  readonly #knex: Knex;
  readonly #now: () => Date;

  static create(knex: Knex, now: () => Date = () => new Date()): NoticeStore {
    return new NoticeStore(knex, now);
  }

  private constructor(knex: Knex, now: () => Date) {
    this.#knex = knex;
    this.#now = now;
  }

  /** Adds notices; one whose key is there already is left out. */
  async add(
    notices: readonly KeyedNotice[],
    knex: Knex = this.#knex,
  ): Promise<void> {
    if (notices.length === 0) return;
    const createdAt = this.#now().toISOString();
    await knex<NoticeRow>('notices')
      .insert(
        notices.map(({ key, notice }) => ({
          key,
          scope: notice.scope,
          notice: JSON.stringify(notice),
          created_at: createdAt,
        })),
      )
      .onConflict('key')
      .ignore();
  }

  /** Which of these keys have a notice. */
  async known(keys: readonly string[]): Promise<Set<string>> {
    const rows = await this.#knex<NoticeRow>('notices')
      .select('key')
      .whereIn('key', [...keys]);
    return new Set(rows.map(({ key }) => key));
  }

  /** Changes that wait for a yes since then, and of which nobody was reminded. */
  async listForgotten(since: string, limit: number): Promise<string[]> {
    const knex = this.#knex;
    const rows = await knex('changes')
      .select('changes.id')
      .where('changes.state', 'pending-approval')
      .whereNotExists(
        knex('change_events')
          .select(knex.raw('1'))
          .whereRaw('change_events.change_id = changes.id')
          .whereIn('event', ['submit', 'require-approval'])
          .andWhere('at', '>', since),
      )
      .whereNotExists(
        knex('notices')
          .select(knex.raw('1'))
          .whereRaw("notices.scope = 'change:' || changes.id")
          .andWhere('key', 'like', 'waiting:%'),
      )
      .orderBy('changes.requested_at')
      .limit(limit);
    return rows.map(({ id }) => id);
  }

  /** Takes the oldest notice that is due, for a time; of one scope only the first that waits. */
  async claim(forMs: number): Promise<DueNotice | undefined> {
    const now = this.#now();
    const row = await this.#nextDue(now.toISOString());
    if (!row) return undefined;
    const taken = await this.#knex<NoticeRow>('notices')
      .where({ id: row.id, done_at: null, lease_until: row.lease_until })
      .update({
        lease_until: new Date(now.getTime() + forMs).toISOString(),
      });
    if (taken === 0) return this.claim(forMs);
    return {
      id: row.id,
      notice: JSON.parse(row.notice),
      attempts: row.attempts,
    };
  }

  async #nextDue(now: string): Promise<NoticeRow | undefined> {
    const knex = this.#knex;
    return knex<NoticeRow>('notices as due')
      .whereNull('due.done_at')
      .andWhere(time =>
        time
          .whereNull('due.next_attempt_at')
          .orWhere('due.next_attempt_at', '<=', now),
      )
      .andWhere(free =>
        free.whereNull('due.lease_until').orWhere('due.lease_until', '<', now),
      )
      .whereNotExists(
        knex('notices as earlier')
          .select(knex.raw('1'))
          .whereNull('earlier.done_at')
          .whereRaw('earlier.scope = due.scope and earlier.id < due.id'),
      )
      .orderBy('due.id')
      .first('due.*');
  }

  /** Notes that a notice was sent, or that nobody tries any more. */
  async finish(id: number, outcome: NoticeOutcome): Promise<void> {
    await this.#knex<NoticeRow>('notices').where({ id }).update({
      done_at: this.#now().toISOString(),
      outcome,
      lease_until: null,
    });
  }

  /** Puts a notice back that could not be sent. */
  async postpone(id: number, pauseMs: number): Promise<void> {
    const next = new Date(this.#now().getTime() + pauseMs).toISOString();
    await this.#knex<NoticeRow>('notices')
      .where({ id })
      .increment('attempts', 1)
      .update({ next_attempt_at: next, lease_until: null });
  }

  /** Forgets what was sent long ago; reminders stay, because they come once. */
  async sweep(before: string): Promise<void> {
    await this.#knex<NoticeRow>('notices')
      .where('done_at', '<', before)
      .andWhere('key', 'like', 'event:%')
      .delete();
  }
}
