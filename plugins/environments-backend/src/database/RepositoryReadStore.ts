import { Knex } from 'knex';

/** Why reading fails. */
export interface ReadFailure {
  kind: 'down' | 'not-allowed' | 'not-set-up';
  reason: string;
}

/** How reading a repository goes. */
export interface RepositoryRead {
  /** Counts the writes: who writes has seen the one before. */
  version: number;
  /** The commit that was read last in full. */
  head: string | null;
  /** When that was; null where it never happened. */
  readAt: string | null;
  /** Since when it works, or fails. */
  since: string;
  failure: ReadFailure | null;
}

interface ReadRow {
  repository: string;
  version: number;
  head: string | null;
  read_at: string | null;
  since: string;
  failure: ReadFailure['kind'] | null;
  reason: string | null;
}

/** How reading goes, for every portal that shares the database. */
export class RepositoryReadStore {
  readonly #knex: Knex;
  readonly #repository: string;

  static create(knex: Knex, repository: string): RepositoryReadStore {
    return new RepositoryReadStore(knex, repository);
  }

  private constructor(knex: Knex, repository: string) {
    this.#knex = knex;
    this.#repository = repository;
  }

  async get(): Promise<RepositoryRead | undefined> {
    const row = await this.#knex<ReadRow>('repository_reads')
      .where({ repository: this.#repository })
      .first();
    return (
      row && {
        version: row.version,
        head: row.head,
        readAt: row.read_at,
        since: row.since,
        failure: row.failure && {
          kind: row.failure,
          reason: row.reason ?? '',
        },
      }
    );
  }

  /**
   * Notes a full read and runs what belongs to it in the same transaction,
   * unless another portal has written since `seen`: then nothing happens, and
   * an older read can't replace a newer one.
   */
  async recordSuccess<T>(
    seen: RepositoryRead | undefined,
    read: { head: string; at: string },
    write: (tx: Knex) => Promise<T>,
  ): Promise<{ written: true; result: T } | { written: false }> {
    const since = seen && !seen.failure ? seen.since : read.at;
    return this.#knex.transaction(async tx => {
      const written = await this.#save(tx, seen, {
        head: read.head,
        read_at: read.at,
        since,
        failure: null,
        reason: null,
      });
      return written
        ? { written: true, result: await write(tx) }
        : { written: false };
    });
  }

  /** Notes that a read failed; what was read before stays. */
  async recordFailure(
    seen: RepositoryRead | undefined,
    failure: ReadFailure,
    at: string,
  ): Promise<void> {
    await this.#save(this.#knex, seen, {
      head: seen?.head ?? null,
      read_at: seen?.readAt ?? null,
      since: seen?.failure?.kind === failure.kind ? seen.since : at,
      failure: failure.kind,
      reason: failure.reason,
    });
  }

  async #save(
    knex: Knex,
    seen: RepositoryRead | undefined,
    row: Omit<ReadRow, 'repository' | 'version'>,
  ): Promise<boolean> {
    const repository = this.#repository;
    if (seen) {
      const version = seen.version + 1;
      const count = await knex<ReadRow>('repository_reads')
        .where({ repository, version: seen.version })
        .update({ ...row, version });
      return count > 0;
    }
    const inserted = await knex<ReadRow>('repository_reads')
      .insert({ ...row, repository, version: 1 })
      .onConflict('repository')
      .ignore()
      .returning('repository');
    return inserted.length > 0;
  }
}
