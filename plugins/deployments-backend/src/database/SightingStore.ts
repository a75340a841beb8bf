import type { Sighting } from '@portico/plugin-deployments-common';
import { ageWords, type SourceState } from '@portico/plugin-timeline-common';
import type { Knex } from 'knex';
import type { SightingSink } from '../sources/sinks';
import { chunksOf } from './chunks';
import { narrowPlaces, type PlaceFilter } from './DeploymentStore';
import { placeColumns, placeOf, type PlaceColumns } from './Place';
import { storedTime } from './storedTime';

/** What was not asked for so long is no longer known. */
export const STALE_MS = 2 * 60 * 1_000;

interface ClusterRow {
  name: string;
  state: SourceState;
  reason: string | null;
  asked_at: string;
}

interface SightingRow extends PlaceColumns {
  cluster: string;
  namespace: string;
  seen_at: string | null;
  health: string | null;
  last_log: string | null;
}

function toRow(sighting: Sighting, now: string): SightingRow {
  return {
    cluster: sighting.cluster,
    ...placeColumns(sighting),
    namespace: sighting.namespace ?? '',
    seen_at: storedTime(sighting.seenAt) ?? now,
    health: sighting.health && JSON.stringify(sighting.health),
    last_log: sighting.lastLog && JSON.stringify(sighting.lastLog),
  };
}

function keyOf(row: SightingRow): string {
  return JSON.stringify([row.entity_ref, row.environment, row.namespace]);
}

function textKeyOf(row: SightingRow): string {
  return JSON.stringify([row.cluster, keyOf(row)]);
}

/** Each row once, in an order that is the same for every portal. */
function uniqueRows(rows: readonly SightingRow[]): SightingRow[] {
  const byKey = new Map(rows.map(row => [keyOf(row), row]));
  return [...byKey.keys()].sort().map(key => byKey.get(key)!);
}

/** Whether a cluster tells what it told before, whenever that was. */
function isToldAgain(
  before: readonly SightingRow[],
  now: readonly SightingRow[],
): boolean {
  const textOf = (row: SightingRow) =>
    JSON.stringify([keyOf(row), row.origin, row.health, row.last_log]);
  const known = new Set(before.map(textOf));
  return known.size === now.length && now.every(row => known.has(textOf(row)));
}

type Told = Pick<Sighting, 'health' | 'lastLog'>;

/** What was made of the texts of a row. */
interface KeptTexts {
  health: string | null;
  log: string | null;
  told: Told;
}

/** What runs in the clusters, as each told last, and how asking them goes. */
export class SightingStore implements SightingSink {
  readonly #knex: Knex;
  readonly #now: () => Date;
  readonly #onChanged: () => void;
  readonly #kept = new Map<string, KeptTexts>();

  static create(options: {
    knex: Knex;
    now?: () => Date;
    /** Called after what the clusters tell is no longer what it was. */
    onChanged?: () => void;
  }): SightingStore {
    const { knex, now = () => new Date(), onChanged = () => {} } = options;
    return new SightingStore(knex, now, onChanged);
  }

  private constructor(knex: Knex, now: () => Date, onChanged: () => void) {
    this.#knex = knex;
    this.#now = now;
    this.#onChanged = onChanged;
  }

  async clusterSeen(
    cluster: string,
    sightings: readonly Sighting[],
  ): Promise<void> {
    const now = this.#now().toISOString();
    const own = sightings.map(one => ({ ...one, cluster }));
    const rows = uniqueRows(own.map(one => toRow(one, now)));
    const isNew = await this.#knex.transaction(async tx => {
      // Its row is written first, which is the lock of its sightings.
      const source = { state: 'ok' as const, reason: null };
      const isOther = await this.#noteSource(tx, cluster, source);
      return (await this.#replace(tx, cluster, rows)) || isOther;
    });
    if (isNew) this.#onChanged();
  }

  async clusterUnseen(
    cluster: string,
    source: { state: SourceState; reason: string },
  ): Promise<void> {
    const isOther = await this.#knex.transaction(tx =>
      this.#noteSource(tx, cluster, source),
    );
    if (isOther) this.#onChanged();
  }

  async clustersKnown(clusters: readonly string[]): Promise<void> {
    await this.#knex.transaction(async tx => {
      await tx<ClusterRow>('clusters').whereNotIn('name', clusters).delete();
      await tx<SightingRow>('sightings')
        .whereNotIn('cluster', clusters)
        .delete();
    });
  }

  /** What the clusters told last; each with how asking its cluster goes now. */
  async list(filter: PlaceFilter): Promise<Sighting[]> {
    const query = this.#knex<SightingRow>('sightings')
      .select('*')
      .orderBy(['entity_ref', 'environment', 'cluster', 'namespace']);
    narrowPlaces(query, filter);
    const [rows, clusters] = await Promise.all([
      query,
      this.#knex<ClusterRow>('clusters'),
    ]);
    const sources = new Map(clusters.map(row => [row.name, this.#source(row)]));
    if (!filter.entityRefs && !filter.environments) this.#forgetAllBut(rows);
    return rows.map((row: SightingRow) => ({
      ...placeOf(row),
      cluster: row.cluster,
      namespace: row.namespace || null,
      source: sources.get(row.cluster) ?? { state: 'unknown', reason: null },
      seenAt: row.seen_at,
      ...this.#told(row),
    }));
  }

  /** What a row tells of health: the same objects as long as it tells the same. */
  #told(row: SightingRow): Told {
    const key = textKeyOf(row);
    const kept = this.#kept.get(key);
    if (kept && kept.health === row.health && kept.log === row.last_log) {
      return kept.told;
    }
    const told: Told = {
      health: row.health && JSON.parse(row.health),
      lastLog: row.last_log && JSON.parse(row.last_log),
    };
    this.#kept.set(key, { health: row.health, log: row.last_log, told });
    return told;
  }

  #forgetAllBut(rows: readonly SightingRow[]): void {
    const present = new Set(rows.map(textKeyOf));
    for (const key of this.#kept.keys()) {
      if (!present.has(key)) this.#kept.delete(key);
    }
  }

  /** How asking a cluster goes; what nobody asks any longer is not known to work. */
  #source(row: ClusterRow): { state: SourceState; reason: string | null } {
    const { state, reason } = row;
    const ageMs = this.#now().getTime() - Date.parse(row.asked_at);
    return ageMs <= STALE_MS
      ? { state, reason }
      : {
          state: 'unknown',
          reason: `It was not asked for ${ageWords(ageMs)}.`,
        };
  }

  /** Puts rows in the place of others; answers whether they tell anything else. */
  async #replace(
    tx: Knex.Transaction,
    cluster: string,
    rows: readonly SightingRow[],
  ): Promise<boolean> {
    const before = await tx<SightingRow>('sightings').where({ cluster });
    if (isToldAgain(before, rows)) {
      const [first] = rows;
      if (first) {
        await tx<SightingRow>('sightings')
          .where({ cluster })
          .update({ seen_at: first.seen_at });
      }
      return false;
    }
    await tx<SightingRow>('sightings').where({ cluster }).delete();
    for (const chunk of chunksOf(rows)) {
      await tx<SightingRow>('sightings').insert(chunk);
    }
    return true;
  }

  /** Notes how asking a cluster goes; answers whether it goes otherwise than before. */
  async #noteSource(
    tx: Knex.Transaction,
    name: string,
    source: Pick<ClusterRow, 'state' | 'reason'>,
  ): Promise<boolean> {
    const row = { ...source, asked_at: this.#now().toISOString() };
    const added: unknown[] = await tx<ClusterRow>('clusters')
      .insert({ ...row, name })
      .onConflict('name')
      .ignore()
      .returning('name');
    const before = await tx<ClusterRow>('clusters').where({ name }).first();
    await tx<ClusterRow>('clusters').where({ name }).update(row);
    return added.length > 0 || before?.state !== source.state;
  }
}
