import {
  EnvironmentSpec,
  SpecIssue,
} from '@portico/plugin-environments-common';
import { Knex } from 'knex';

/** An environment, as last read from its file. */
export interface StoredEnvironment {
  name: string;
  path: string;
  blobSha: string;
  commitSha: string;
  /** Null where the file is not valid. */
  spec: EnvironmentSpec | null;
  issues: SpecIssue[];
  createdAt: string;
  updatedAt: string;
  /** When its file went away. */
  removedAt: string | null;
}

/** What a file says of its environment. */
export type ReadEnvironment = Pick<
  StoredEnvironment,
  'name' | 'path' | 'blobSha' | 'spec' | 'issues'
>;

interface EnvironmentRow {
  name: string;
  path: string;
  blob_sha: string;
  commit_sha: string;
  spec: string | null;
  issues: string;
  created_at: string;
  updated_at: string;
  removed_at: string | null;
}

function toEnvironment(row: EnvironmentRow): StoredEnvironment {
  return {
    name: row.name,
    path: row.path,
    blobSha: row.blob_sha,
    commitSha: row.commit_sha,
    spec: row.spec === null ? null : JSON.parse(row.spec),
    issues: JSON.parse(row.issues),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    removedAt: row.removed_at,
  };
}

/** Which environments a full read changed. */
export interface EnvironmentDifference {
  changed: string[];
  removed: string[];
}

/** The environments that were read from the repository. */
export class EnvironmentStore {
  readonly #knex: Knex;

  static create(knex: Knex): EnvironmentStore {
    return new EnvironmentStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** All environments by name, those whose files went away included. */
  async list(): Promise<StoredEnvironment[]> {
    const rows = await this.#knex<EnvironmentRow>('environments').orderBy(
      'name',
    );
    return rows.map(toEnvironment);
  }

  async get(name: string): Promise<StoredEnvironment | undefined> {
    const row = await this.#knex<EnvironmentRow>('environments')
      .where({ name })
      .first();
    return row && toEnvironment(row);
  }

  /**
   * Makes the stored environments those of a full read, inside the caller's
   * transaction. What the read does not have is marked as removed.
   */
  async replaceAll(
    tx: Knex,
    read: { commitSha: string; environments: ReadEnvironment[]; at: string },
  ): Promise<EnvironmentDifference> {
    const rows = await tx<EnvironmentRow>('environments');
    const stored = new Map(rows.map(row => [row.name, row]));
    const difference: EnvironmentDifference = { changed: [], removed: [] };
    for (const environment of read.environments) {
      const row = stored.get(environment.name);
      stored.delete(environment.name);
      if (await this.#write(tx, environment, row, read)) {
        difference.changed.push(environment.name);
      }
    }
    for (const row of stored.values()) {
      if (row.removed_at !== null) continue;
      await tx<EnvironmentRow>('environments')
        .where({ name: row.name })
        .update({ removed_at: read.at, updated_at: read.at });
      difference.removed.push(row.name);
    }
    return difference;
  }

  async #write(
    tx: Knex,
    environment: ReadEnvironment,
    row: EnvironmentRow | undefined,
    { commitSha, at }: { commitSha: string; at: string },
  ): Promise<boolean> {
    const isNew = row === undefined || row.removed_at !== null;
    const written = {
      path: environment.path,
      blob_sha: environment.blobSha,
      spec: environment.spec && JSON.stringify(environment.spec),
      issues: JSON.stringify(environment.issues),
    };
    if (
      !isNew &&
      row.blob_sha === written.blob_sha &&
      row.path === written.path &&
      row.spec === written.spec &&
      row.issues === written.issues
    ) {
      return false;
    }
    await tx<EnvironmentRow>('environments')
      .insert({
        name: environment.name,
        ...written,
        commit_sha: commitSha,
        created_at: isNew ? at : row.created_at,
        updated_at: at,
        removed_at: null,
      })
      .onConflict('name')
      .merge();
    return true;
  }
}
