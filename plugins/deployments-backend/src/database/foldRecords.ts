import {
  deploymentTime,
  foldChanges,
  type DeploymentChange,
  type DeploymentRecord,
  type DeploymentStatus,
} from '@portico/plugin-deployments-common';
import type { Knex } from 'knex';
import { chunksOf, selectInChunks } from './chunks';
import { placeColumns, placeOf, type Place, type PlaceColumns } from './Place';
import { NO_TIME, storedTime } from './storedTime';

/** A row of `deployment_records`. */
export interface RecordRow extends PlaceColumns {
  id: string;
  at: string;
  status: DeploymentStatus;
  payload: string;
}

/** A change that was just kept. */
interface KeptChange extends PlaceColumns {
  record_id: string;
  payload: string;
}

function toRow(record: DeploymentRecord): RecordRow {
  return {
    id: record.id,
    ...placeColumns(record),
    at: storedTime(deploymentTime(record)) ?? NO_TIME,
    status: record.status,
    payload: JSON.stringify(record),
  };
}

function fold(rows: ReadonlyArray<Pick<KeptChange, 'payload'>>): RecordRow[] {
  const changes = rows.map(
    ({ payload }): DeploymentChange => JSON.parse(payload),
  );
  return foldChanges(changes).map(toRow);
}

/**
 * Makes the records anew that some changes are about, of all that was ever told of them. The row
 * of a record is its lock: it is inserted first, so that two portals that are told of the same
 * new deployment wait for each other.
 *
 * @returns the places whose history is no longer right, also those that a record has left
 */
export async function foldRecords(
  tx: Knex.Transaction,
  kept: readonly KeptChange[],
): Promise<Place[]> {
  const provisional = fold(kept);
  for (const chunk of chunksOf(provisional)) {
    await tx<RecordRow>('deployment_records')
      .insert(chunk)
      .onConflict('id')
      // Writes what is there, which locks it.
      .merge(['id']);
  }
  const ids = provisional.map(({ id }) => id);
  const before = await selectInChunks(ids, chunk =>
    tx<RecordRow>('deployment_records')
      .select('entity_ref', 'environment', 'origin')
      .whereIn('id', chunk),
  );
  const all = await selectInChunks(ids, chunk =>
    tx<KeptChange>('deployment_changes')
      .select('payload')
      .whereIn('record_id', chunk),
  );
  const records = fold(all);
  for (const chunk of chunksOf(records)) {
    await tx<RecordRow>('deployment_records')
      .insert(chunk)
      .onConflict('id')
      .merge();
  }
  return [...before, ...records].map(placeOf);
}
