import { Knex } from 'knex';
import { StoredChange } from '../database/StoredChange';
import { FakeEvaluator } from './anEvaluation';
import { aPortal } from './aPortal';
import { InMemoryPlatformRepository } from './InMemoryPlatformRepository';
import { MutableClock } from './MutableClock';

/** A database, a Git host and a clock that any number of portals share. */
export class DriverWorld {
  readonly clock = MutableClock.at('2026-11-25T10:00:00.000Z');
  repository = InMemoryPlatformRepository.create();
  readonly #knex: Knex;

  static on(knex: Knex): DriverWorld {
    return new DriverWorld(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  portal(evaluator?: FakeEvaluator) {
    const { repository, clock } = this;
    return aPortal({ knex: this.#knex, repository, now: clock.now, evaluator });
  }

  /** Stores a change and tells its id. */
  async given(change: StoredChange): Promise<string> {
    await this.portal().changes.insert(change, []);
    return change.id;
  }

  async stored(id: string): Promise<StoredChange> {
    const change = await this.portal().changes.get(id);
    if (!change) throw new Error(`no change ${id}`);
    return change;
  }

  /** Lets a portal do what is due, after an hour in which every pause has ended. */
  async anHourLater(): Promise<void> {
    this.clock.pass(3_600_000);
    await this.portal().driver.runDue();
  }
}
