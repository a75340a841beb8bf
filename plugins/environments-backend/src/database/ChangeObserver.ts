import { ChangeHistoryEntry } from '@portico/plugin-environments-common';
import { Knex } from 'knex';
import { StoredChange } from './StoredChange';

/** An entry of a change's history as it is written. */
export interface ChangeHappening {
  /** The number of the entry; no other entry has it. */
  eventId: number;
  entry: Omit<ChangeHistoryEntry, 'at'>;
  /** The change after it. */
  change: StoredChange;
}

/** Hears of everything that happens to changes. */
export interface ChangeObserver {
  /** Writes in the transaction of the entry; what it throws undoes both. */
  record(tx: Knex, happening: ChangeHappening): Promise<void>;
  /** Called after the commit; it must neither fail nor wait. */
  moved(changeId: string): void;
}

/** Hears of nothing. */
export const NO_OBSERVER: ChangeObserver = {
  async record() {},
  moved() {},
};
