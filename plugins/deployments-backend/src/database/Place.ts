import type { Origin } from '@portico/plugin-timeline-common';
import type { Knex } from 'knex';

/** Where a history belongs; what is real and what is invented never share one. */
export interface Place {
  entityRef: string;
  environment: string;
  origin: Origin;
}

/** The columns that name a place. */
export interface PlaceColumns {
  entity_ref: string;
  environment: string;
  origin: Origin;
}

/** A place as its columns. */
export function placeColumns(place: Place): PlaceColumns {
  return {
    entity_ref: place.entityRef,
    environment: place.environment,
    origin: place.origin,
  };
}

/** A place of its columns. */
export function placeOf(row: PlaceColumns): Place {
  return {
    entityRef: row.entity_ref,
    environment: row.environment,
    origin: row.origin,
  };
}

/** One line for equal places. */
export function placeKey({ entityRef, environment, origin }: Place): string {
  return JSON.stringify([entityRef, environment, origin]);
}

/** Each place once, always in the same order, so that two portals that lock them never wait for each other. */
export function uniquePlaces(places: readonly Place[]): Place[] {
  const byKey = new Map(
    places.map(({ entityRef, environment, origin }) => {
      const place = { entityRef, environment, origin };
      return [placeKey(place), place];
    }),
  );
  return [...byKey.keys()].sort().map(key => byKey.get(key)!);
}

/** Leaves those rows in a query that belong to one of the places. */
export function wherePlaces(
  query: Knex.QueryBuilder,
  places: readonly Place[],
): Knex.QueryBuilder {
  return query.whereIn(
    ['entity_ref', 'environment', 'origin'],
    places.map(one => [one.entityRef, one.environment, one.origin]),
  );
}
