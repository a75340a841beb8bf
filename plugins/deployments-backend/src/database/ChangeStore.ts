import { createHash } from 'node:crypto';
import {
  changeKey,
  deploymentIdOf,
  type DeploymentChange,
  type DeploymentSource,
} from '@portico/plugin-deployments-common';
import type { Knex } from 'knex';
import type { ChangeSink } from '../sources/sinks';
import { selectInChunks } from './chunks';
import { foldRecords } from './foldRecords';
import { placeColumns, type PlaceColumns } from './Place';
import { rewriteHistory } from './rewriteHistory';
import { NO_TIME, storedTime } from './storedTime';

interface ChangeRow extends PlaceColumns {
  key: string;
  record_id: string;
  source_type: DeploymentSource['type'];
  at: string;
  received_at: string;
  payload: string;
}

function toRow(change: DeploymentChange, receivedAt: string): ChangeRow {
  return {
    key: createHash('sha256').update(changeKey(change)).digest('hex'),
    record_id: deploymentIdOf(change.source),
    source_type: change.source.type,
    ...placeColumns(change),
    at: storedTime(change.at) ?? NO_TIME,
    received_at: receivedAt,
    payload: JSON.stringify(change),
  };
}

/** Each row once, in an order that is the same for every portal. */
function uniqueRows(rows: readonly ChangeRow[]): ChangeRow[] {
  const byKey = new Map(rows.map(row => [row.key, row]));
  return [...byKey.keys()].sort().map(key => byKey.get(key)!);
}

/**
 * What sources told of deployments. A change is kept once, however often it is told, and the
 * records and the history follow in the same transaction: the same ones in whatever order
 * changes arrive, also when several portals are told at once.
 */
export class ChangeStore implements ChangeSink {
  readonly #knex: Knex;
  readonly #now: () => Date;
  readonly #onChanged: () => void;

  static create(options: {
    knex: Knex;
    now?: () => Date;
    /** Called after the history is no longer as it was. */
    onChanged?: () => void;
  }): ChangeStore {
    const { knex, now = () => new Date(), onChanged = () => {} } = options;
    return new ChangeStore(knex, now, onChanged);
  }

  private constructor(knex: Knex, now: () => Date, onChanged: () => void) {
    this.#knex = knex;
    this.#now = now;
    this.#onChanged = onChanged;
  }

  async record(
    changes: readonly DeploymentChange[],
  ): Promise<{ duplicates: number }> {
    const receivedAt = this.#now().toISOString();
    const rows = uniqueRows(changes.map(change => toRow(change, receivedAt)));
    if (rows.length === 0) return { duplicates: 0 };
    const added = await this.#knex.transaction(async tx => {
      // Rows are locked in one order: changes, then records, then places, each sorted.
      const keys = await selectInChunks(
        rows,
        (chunk): PromiseLike<Array<Pick<ChangeRow, 'key'>>> =>
          tx<ChangeRow>('deployment_changes')
            .insert(chunk)
            .onConflict('key')
            .ignore()
            .returning('key'),
      );
      const isNew = new Set(keys.map(({ key }) => key));
      const touched = rows.filter(({ key }) => isNew.has(key));
      const places = await foldRecords(tx, touched);
      await rewriteHistory(tx, places);
      return touched.length;
    });
    if (added > 0) this.#onChanged();
    return { duplicates: changes.length - added };
  }

  /** When a source of this type last told anything that was new; null where none did. */
  async lastReceivedAt(type: DeploymentSource['type']): Promise<string | null> {
    const row = await this.#knex<ChangeRow>('deployment_changes')
      .select('received_at')
      .where({ source_type: type })
      .orderBy('received_at', 'desc')
      .first();
    return row?.received_at ?? null;
  }
}
