import type { Knex } from 'knex';
import type { MarkStore } from '../sources/sinks';

interface MarkRow {
  key: string;
  value: string;
}

/** Small texts that outlive a restart, for every portal that shares the database. */
export class DatabaseMarkStore implements MarkStore {
  readonly #knex: Knex;

  static create(knex: Knex): DatabaseMarkStore {
    return new DatabaseMarkStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async get(key: string): Promise<string | null> {
    const row = await this.#knex<MarkRow>('marks').where({ key }).first();
    return row?.value ?? null;
  }

  async put(key: string, value: string): Promise<void> {
    await this.#knex<MarkRow>('marks')
      .insert({ key, value })
      .onConflict('key')
      .merge();
  }

  /** Keeps a text unless there is one, and gives the one that is there: the same to every portal. */
  async putFirst(key: string, value: string): Promise<string> {
    await this.#knex<MarkRow>('marks')
      .insert({ key, value })
      .onConflict('key')
      .ignore();
    return (await this.get(key)) ?? value;
  }

  async remove(key: string): Promise<void> {
    await this.#knex<MarkRow>('marks').where({ key }).delete();
  }
}
