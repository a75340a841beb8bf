import {
  matrixOf,
  type MatrixRow,
  type Sighting,
} from '@portico/plugin-deployments-common';
import type { HistoryHead } from '../database/HistoryHeads';

/** What is known of one component. */
interface Known {
  heads: HistoryHead[];
  sightings: Sighting[];
}

/** A row, and all that it hangs on. */
interface KeptRow {
  grounds: readonly unknown[];
  row: MatrixRow;
}

/**
 * All that a row hangs on, but for the time at which a cluster was looked at last. What has not
 * changed is the same object: the stores see to that.
 */
function groundsOf({ heads, sightings }: Known): unknown[] {
  return [
    ...heads,
    ...sightings.flatMap(one => [
      one.cluster,
      one.environment,
      one.namespace,
      one.origin,
      one.source.state,
      one.source.reason,
      one.health,
      one.lastLog,
    ]),
  ];
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return (
    one.length === other.length && one.every((part, i) => part === other[i])
  );
}

function grouped(
  heads: readonly HistoryHead[],
  sightings: readonly Sighting[],
): Map<string, Known> {
  const groups = new Map<string, Known>();
  const at = (entityRef: string) => {
    const known = groups.get(entityRef) ?? { heads: [], sightings: [] };
    groups.set(entityRef, known);
    return known;
  };
  heads.forEach(head => at(head.entityRef).heads.push(head));
  sightings.forEach(one => at(one.entityRef).sightings.push(one));
  return groups;
}

/** What tells two clusters of a cell apart. */
type InCell = Pick<Sighting, 'cluster' | 'namespace'>;

/** The row as its clusters were seen now. */
function asSeen(row: MatrixRow, sightings: readonly Sighting[]): MatrixRow {
  const keyOf = (environment: string, one: InCell) =>
    JSON.stringify([environment, one.cluster, one.namespace]);
  const seen = new Map(
    sightings.map(one => [keyOf(one.environment, one), one.seenAt]),
  );
  return {
    ...row,
    cells: row.cells.map(cell => ({
      ...cell,
      clusters: cell.clusters.map(cluster => ({
        ...cluster,
        seenAt: seen.get(keyOf(cell.environment, cluster)) ?? cluster.seenAt,
      })),
    })),
  };
}

/**
 * The rows of the matrix. A row is made of nothing but what is known of its component, and made
 * again only when that has changed: reading all rows is then hardly more than reading what is new.
 */
export class MatrixRows {
  readonly #environments: readonly string[];
  readonly #kept = new Map<string, KeptRow>();

  static create(environments: readonly string[]): MatrixRows {
    return new MatrixRows(environments);
  }

  private constructor(environments: readonly string[]) {
    this.#environments = environments;
  }

  /** The rows of components, by their references. */
  rows(
    heads: readonly HistoryHead[],
    sightings: readonly Sighting[],
  ): MatrixRow[] {
    return [...grouped(heads, sightings)]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([entityRef, known]) =>
        asSeen(this.#row(entityRef, known), known.sightings),
      );
  }

  /** Forgets the rows of components of which nothing is known any longer. */
  forgetAllBut(rows: readonly MatrixRow[]): void {
    const present = new Set(rows.map(({ entityRef }) => entityRef));
    for (const entityRef of this.#kept.keys()) {
      if (!present.has(entityRef)) this.#kept.delete(entityRef);
    }
  }

  #row(entityRef: string, known: Known): MatrixRow {
    const grounds = groundsOf(known);
    const kept = this.#kept.get(entityRef);
    if (kept && isSame(kept.grounds, grounds)) return kept.row;
    const { items } = matrixOf({
      deployments: known.heads.flatMap(({ deployments }) => deployments),
      sightings: known.sightings,
      environments: this.#environments,
      // Only the whole has a time.
      asOf: '',
    });
    const row = items[0] ?? { entityRef, cells: [] };
    this.#kept.set(entityRef, { grounds, row });
    return row;
  }
}
