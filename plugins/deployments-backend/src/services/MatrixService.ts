import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  overviewItems,
  type DeploymentsOverview,
  type Matrix,
  type MatrixQuery,
  type MatrixRow,
  type OverviewQuery,
} from '@portico/plugin-deployments-common';
import type { DeploymentStore, PlaceFilter } from '../database/DeploymentStore';
import type { HistoryHeads } from '../database/HistoryHeads';
import type { SightingStore } from '../database/SightingStore';
import type { DeploymentAccess } from './DeploymentAccess';
import { MatrixRows } from './MatrixRows';

/** What the matrix is made of. */
export interface MatrixServiceOptions {
  heads: HistoryHeads;
  sightings: SightingStore;
  deployments: DeploymentStore;
  access: DeploymentAccess;
  /** The environments in the order in which versions move through them. */
  environments: readonly string[];
  now: () => Date;
}

const LATEST = 20;

/** Which version of which service is where, and how it is doing. */
export class MatrixService {
  readonly #options: MatrixServiceOptions;
  readonly #rows: MatrixRows;

  static create(options: MatrixServiceOptions): MatrixService {
    return new MatrixService(options);
  }

  private constructor(options: MatrixServiceOptions) {
    this.#options = options;
    this.#rows = MatrixRows.create(options.environments);
  }

  async matrix(
    { entityRef, environment }: MatrixQuery,
    credentials: BackstageCredentials,
  ): Promise<Matrix> {
    const { access } = this.#options;
    const entityRefs = await access.readable(entityRef, credentials);
    const matrix = await this.whole(entityRefs);
    return environment ? onlyOf(matrix, environment) : matrix;
  }

  async overview(
    { entityRef }: OverviewQuery,
    credentials: BackstageCredentials,
  ): Promise<DeploymentsOverview> {
    const { access, deployments } = this.#options;
    const entityRefs = await access.readable(entityRef, credentials);
    const [{ items, asOf }, latest] = await Promise.all([
      this.whole(entityRefs),
      deployments.list({ entityRefs, limit: LATEST }),
    ]);
    return { items: overviewItems(items), latest, asOf };
  }

  /** The matrix of components, whoever asks; undefined for all of them. */
  async whole(entityRefs: readonly string[] | undefined): Promise<Matrix> {
    const { heads, sightings, environments, now } = this.#options;
    const filter: PlaceFilter = { entityRefs };
    const asOf = now().toISOString();
    const [histories, seen] = await Promise.all([
      heads.list(filter),
      sightings.list(filter),
    ]);
    const items = this.#rows.rows(histories, seen);
    if (!entityRefs) this.#rows.forgetAllBut(items);
    return { items, environments: columnsOf(environments, items), asOf };
  }
}

/** The environments that are configured, and then those that something is known of. */
function columnsOf(
  environments: readonly string[],
  rows: readonly MatrixRow[],
): string[] {
  const found = rows.flatMap(({ cells }) =>
    cells.map(cell => cell.environment),
  );
  const others = found.filter(name => !environments.includes(name));
  return [...environments, ...[...new Set(others)].sort()];
}

/**
 * Some columns of a matrix. How far one is behind is told by the environment before it, so the
 * whole is made first.
 */
function onlyOf(matrix: Matrix, environments: readonly string[]): Matrix {
  const isAsked = (name: string) => environments.includes(name);
  return {
    ...matrix,
    environments: matrix.environments.filter(isAsked),
    items: matrix.items.flatMap(({ entityRef, cells }) => {
      const asked = cells.filter(({ environment }) => isAsked(environment));
      return asked.length > 0 ? [{ entityRef, cells: asked }] : [];
    }),
  };
}
