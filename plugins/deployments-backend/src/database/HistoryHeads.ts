import type { Deployment } from '@portico/plugin-deployments-common';
import type { Knex } from 'knex';
import { selectInChunks } from './chunks';
import { narrowPlaces, type PlaceFilter } from './DeploymentStore';
import { placeKey, placeOf, wherePlaces, type Place } from './Place';
import type { DeploymentRow, PlaceRow } from './rewriteHistory';

/** Of each place so many of the newest successes, and of the newest that were none. */
export const HEAD_LENGTH = 50;

/** The newest part of the history of one place. */
export interface HistoryHead extends Place {
  /** Another one for each change of the history. */
  revision: string;
  /** Newest first. */
  deployments: readonly Deployment[];
}

/**
 * The newest deployments of every place, as one reads them all at once. A place is read from the
 * database again only when its revision there is another one, so several portals may write.
 */
export class HistoryHeads {
  readonly #knex: Knex;
  readonly #heads = new Map<string, HistoryHead>();

  static create(knex: Knex): HistoryHeads {
    return new HistoryHeads(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async list(filter: PlaceFilter): Promise<HistoryHead[]> {
    const query = this.#knex<PlaceRow>('deployment_places').select('*');
    narrowPlaces(query, filter);
    const places = (await query).map((row: PlaceRow) => ({
      ...placeOf(row),
      revision: row.revision,
    }));
    const stale = places.filter(
      place => this.#heads.get(placeKey(place))?.revision !== place.revision,
    );
    await this.#read(stale);
    if (!filter.entityRefs && !filter.environments) this.#forgetAllBut(places);
    return places.flatMap(place => this.#heads.get(placeKey(place)) ?? []);
  }

  async #read(
    places: ReadonlyArray<Omit<HistoryHead, 'deployments'>>,
  ): Promise<void> {
    const rows = await selectInChunks(places, chunk => this.#newest(chunk));
    const found = new Map<string, Deployment[]>();
    for (const row of rows) {
      const key = placeKey(placeOf(row));
      const deployments = found.get(key) ?? [];
      deployments.push(JSON.parse(row.payload));
      found.set(key, deployments);
    }
    for (const place of places) {
      const key = placeKey(place);
      const deployments = found.get(key) ?? [];
      this.#heads.set(key, { ...place, deployments });
    }
  }

  #newest(places: readonly Place[]): PromiseLike<DeploymentRow[]> {
    const ranked = wherePlaces(
      this.#knex<DeploymentRow>('deployments'),
      places,
    ).select(
      '*',
      this.#knex.raw(
        'row_number() over (partition by entity_ref, environment, origin, finished_at is null order by at desc, id desc) as position',
      ),
    );
    return this.#knex
      .select('*')
      .from(ranked.as('ranked'))
      .where('position', '<=', HEAD_LENGTH)
      .orderBy([
        { column: 'at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ]);
  }

  #forgetAllBut(places: readonly Place[]): void {
    const present = new Set(places.map(placeKey));
    for (const key of this.#heads.keys()) {
      if (!present.has(key)) this.#heads.delete(key);
    }
  }
}
