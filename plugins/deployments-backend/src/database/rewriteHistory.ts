import { randomUUID } from 'node:crypto';
import {
  deploymentTime,
  historyOf,
  type Deployment,
  type DeploymentRecord,
  type DeploymentStatus,
} from '@portico/plugin-deployments-common';
import type { Knex } from 'knex';
import type { RecordRow } from './foldRecords';
import { chunksOf, selectInChunks } from './chunks';
import {
  placeColumns,
  uniquePlaces,
  wherePlaces,
  type Place,
  type PlaceColumns,
} from './Place';
import { NO_TIME, storedTime } from './storedTime';

/** A row of `deployments`. */
export interface DeploymentRow extends PlaceColumns {
  id: string;
  at: string;
  finished_at: string | null;
  status: DeploymentStatus;
  payload: string;
}

/** A row of `deployment_places`. */
export interface PlaceRow extends PlaceColumns {
  revision: string;
}

function toRow(deployment: Deployment): DeploymentRow {
  return {
    id: deployment.id,
    ...placeColumns(deployment),
    at: storedTime(deploymentTime(deployment)) ?? NO_TIME,
    finished_at: storedTime(deployment.finishedAt),
    status: deployment.status,
    payload: JSON.stringify(deployment),
  };
}

/** Locks places, those that are new as well, and marks them as changed. */
async function lock(tx: Knex.Transaction, places: Place[]): Promise<void> {
  const rows = places.map(place => ({
    ...placeColumns(place),
    revision: randomUUID(),
  }));
  for (const chunk of chunksOf(rows)) {
    await tx<PlaceRow>('deployment_places')
      .insert(chunk)
      .onConflict(['entity_ref', 'environment', 'origin'])
      .merge(['revision']);
  }
}

/**
 * Makes the history of places anew: which deployments several sources tell of alike, what each
 * did, and which ones were rolled back, hangs on all records of the place. Only rows that differ
 * are written.
 */
export async function rewriteHistory(
  tx: Knex.Transaction,
  touched: readonly Place[],
): Promise<void> {
  const places = uniquePlaces(touched);
  await lock(tx, places);
  const records = await selectInChunks(
    places,
    (chunk): PromiseLike<RecordRow[]> =>
      wherePlaces(tx('deployment_records'), chunk).select('payload'),
  );
  const history = historyOf(
    records.map(({ payload }): DeploymentRecord => JSON.parse(payload)),
  ).map(toRow);
  const before = await selectInChunks(
    places,
    (chunk): PromiseLike<DeploymentRow[]> =>
      wherePlaces(tx('deployments'), chunk).select('id', 'payload'),
  );
  const present = new Set(history.map(({ id }) => id));
  const gone = before.flatMap(({ id }) => (present.has(id) ? [] : [id]));
  for (const chunk of chunksOf(gone)) {
    await tx<DeploymentRow>('deployments').whereIn('id', chunk).delete();
  }
  const known = new Map(before.map(({ id, payload }) => [id, payload]));
  const differing = history.filter(
    ({ id, payload }) => known.get(id) !== payload,
  );
  for (const chunk of chunksOf(differing)) {
    await tx<DeploymentRow>('deployments')
      .insert(chunk)
      .onConflict('id')
      .merge();
  }
}
