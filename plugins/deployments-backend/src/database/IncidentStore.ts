import type { Incident } from '@portico/plugin-deployments-common';
import type { Knex } from 'knex';
import { chunksOf } from './chunks';
import {
  narrowPlaces,
  withoutHiddenSamples,
  type ListPosition,
  type PlaceFilter,
} from './DeploymentStore';
import { placeColumns, type PlaceColumns } from './Place';
import { NO_TIME, storedTime } from './storedTime';

interface IncidentRow extends PlaceColumns {
  id: string;
  opened_at: string;
  resolved_at: string | null;
  source_type: string;
  told_at: string;
  payload: string;
}

/** Which incidents a list holds. */
export interface IncidentFilter extends PlaceFilter {
  /** Those that lasted at some time in the half-open window [from, to). */
  from?: string;
  to?: string;
  /** Continues after this one. */
  after?: ListPosition;
  limit: number;
}

function toRow(incident: Incident, toldAt: string): IncidentRow {
  return {
    id: incident.id,
    ...placeColumns(incident),
    opened_at: storedTime(incident.openedAt) ?? NO_TIME,
    resolved_at: storedTime(incident.resolvedAt),
    source_type: incident.source.type,
    told_at: toldAt,
    payload: JSON.stringify(incident),
  };
}

/** The incidents that people and tools told of. */
export class IncidentStore {
  readonly #knex: Knex;
  readonly #now: () => Date;

  static create(knex: Knex, now: () => Date = () => new Date()): IncidentStore {
    return new IncidentStore(knex, now);
  }

  private constructor(knex: Knex, now: () => Date) {
    this.#knex = knex;
    this.#now = now;
  }

  /** An incident by its id; null where there is none. */
  async get(id: string): Promise<Incident | null> {
    const row = await this.#knex<IncidentRow>('incidents')
      .select('payload')
      .where({ id })
      .first();
    return row ? JSON.parse(row.payload) : null;
  }

  /** Keeps incidents; the same id again replaces what was told before. */
  async save(incidents: readonly Incident[]): Promise<void> {
    await this.#write(incidents, query => query.merge());
  }

  /** The same, but what was told to be over stays so: a tool that repeats itself may be late. */
  async saveUnlessOver(incidents: readonly Incident[]): Promise<void> {
    await this.#write(incidents, query =>
      query.merge().whereNull('incidents.resolved_at'),
    );
  }

  async #write(
    incidents: readonly Incident[],
    merge: (
      query: Knex.OnConflictQueryBuilder<IncidentRow, number[]>,
    ) => PromiseLike<number[]>,
  ): Promise<void> {
    const toldAt = this.#now().toISOString();
    const byId = new Map(incidents.map(one => [one.id, toRow(one, toldAt)]));
    // In one order, so that two portals never wait for each other.
    const rows = [...byId.keys()].sort().map(id => byId.get(id)!);
    await this.#knex.transaction(async tx => {
      for (const chunk of chunksOf(rows)) {
        const query = tx<IncidentRow>('incidents').insert(chunk);
        await merge(query.onConflict('id'));
      }
    });
  }

  /** Incidents, the newest first. */
  async list(filter: IncidentFilter): Promise<Incident[]> {
    const { from, to, after, limit } = filter;
    const query = this.#knex<IncidentRow>('incidents')
      .select('payload')
      .orderBy([
        { column: 'opened_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(limit);
    narrowPlaces(query, filter);
    withoutHiddenSamples(query, this.#knex, 'incidents');
    if (to) query.where('opened_at', '<', storedTime(to)!);
    if (from) {
      query.where(lasting =>
        lasting
          .whereNull('resolved_at')
          .orWhere('resolved_at', '>=', storedTime(from)!),
      );
    }
    if (after) {
      query
        .where('opened_at', '<=', after.at)
        .where(older =>
          older.where('opened_at', '<', after.at).orWhere('id', '<', after.id),
        );
    }
    return (await query).map(({ payload }) => JSON.parse(payload));
  }

  /** When a source of this type last told of an incident; null where none did. */
  async lastToldAt(type: string): Promise<string | null> {
    const row = await this.#knex<IncidentRow>('incidents')
      .select('told_at')
      .where({ source_type: type })
      .orderBy('told_at', 'desc')
      .first();
    return row?.told_at ?? null;
  }

  /** All incidents of an environment, of every origin. */
  async history(
    environment: string,
    entityRefs: readonly string[] | undefined,
  ): Promise<Incident[]> {
    const query = this.#knex<IncidentRow>('incidents')
      .select('payload')
      .where({ environment });
    narrowPlaces(query, { entityRefs });
    return (await query).map(({ payload }) => JSON.parse(payload));
  }
}
