import type {
  Deployment,
  DeploymentStatus,
} from '@portico/plugin-deployments-common';
import type { Origin } from '@portico/plugin-timeline-common';
import type { Knex } from 'knex';
import { type DeploymentRow } from './rewriteHistory';
import { storedTime } from './storedTime';

/** A place in a list that goes back in time. */
export interface ListPosition {
  at: string;
  id: string;
}

/** Which rows a list holds; what is left out holds nothing back. */
export interface PlaceFilter {
  entityRefs?: readonly string[];
  environments?: readonly string[];
}

/** Which deployments a list holds. */
export interface DeploymentFilter extends PlaceFilter {
  statuses?: readonly DeploymentStatus[];
  /** The half-open window [from, to). */
  from?: string;
  to?: string;
  /** Continues after this one. */
  after?: ListPosition;
  limit: number;
}

/** Leaves those rows in a query that belong to a component and environment of a filter. */
export function narrowPlaces(
  query: Knex.QueryBuilder,
  { entityRefs, environments }: PlaceFilter,
): void {
  if (entityRefs) query.whereIn('entity_ref', [...entityRefs]);
  if (environments) query.whereIn('environment', [...environments]);
}

/**
 * Leaves out what is invented where a component has something real in the same environment: the
 * two are never shown beside each other.
 */
export function withoutHiddenSamples(
  query: Knex.QueryBuilder,
  knex: Knex,
  table: string,
): void {
  query.whereNot(hidden =>
    hidden.where(`${table}.origin`, 'sample').whereExists(
      knex('deployment_places as real')
        .select(knex.raw('1'))
        .where('real.entity_ref', knex.ref(`${table}.entity_ref`))
        .where('real.environment', knex.ref(`${table}.environment`))
        .whereNot('real.origin', 'sample'),
    ),
  );
}

/** The history of deployments, for those who read it. */
export class DeploymentStore {
  readonly #knex: Knex;

  static create(knex: Knex): DeploymentStore {
    return new DeploymentStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Deployments, newest first. */
  async list(filter: DeploymentFilter): Promise<Deployment[]> {
    const { statuses, from, to, after, limit } = filter;
    const query = this.#knex<DeploymentRow>('deployments')
      .select('payload')
      .orderBy([
        { column: 'at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(limit);
    narrowPlaces(query, filter);
    withoutHiddenSamples(query, this.#knex, 'deployments');
    if (statuses) query.whereIn('status', [...statuses]);
    if (from) query.where('at', '>=', storedTime(from)!);
    if (to) query.where('at', '<', storedTime(to)!);
    if (after) {
      // The first condition lets the database start in the index where the list goes on.
      query
        .where('at', '<=', after.at)
        .where(older =>
          older.where('at', '<', after.at).orWhere('id', '<', after.id),
        );
    }
    return (await query).map(({ payload }) => JSON.parse(payload));
  }

  /** The whole history of an environment, of every origin. */
  async history(
    environment: string,
    entityRefs: readonly string[] | undefined,
  ): Promise<Deployment[]> {
    const query = this.#knex<DeploymentRow>('deployments')
      .select('payload')
      .where({ environment });
    narrowPlaces(query, { entityRefs });
    return (await query).map(({ payload }) => JSON.parse(payload));
  }

  /** From where the records of an environment come. */
  async origins(
    environment: string,
    entityRefs: readonly string[] | undefined,
  ): Promise<Origin[]> {
    const query = this.#knex('deployment_places')
      .distinct('origin')
      .where({ environment });
    narrowPlaces(query, { entityRefs });
    return (await query).map(({ origin }) => origin);
  }

  /** The components of which anything is known. */
  async entityRefs(): Promise<string[]> {
    const of = (table: string) => this.#knex(table).distinct('entity_ref');
    const rows: Array<{ entity_ref: string }> = await this.#knex.union([
      of('deployment_places'),
      of('sightings'),
      of('incidents'),
    ]);
    return rows.map(({ entity_ref }) => entity_ref);
  }
}
