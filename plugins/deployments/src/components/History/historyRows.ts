import type { Entity } from '@backstage/catalog-model';
import type {
  Deployment,
  MatrixCell,
} from '@portico/plugin-deployments-common';
import { befores, changesOf, type Changes } from '../../words/history';
import { rollbackTo, type Wish } from '../../words/promotion';
import { repositoryOf, commitUrl } from '../../words/repository';

/** A deployment as a row: what is known of it, and what can be done with it. */
export interface HistoryRow {
  id: string;
  deployment: Deployment;
  commitUrl: string | null;
  /** Null where it is not known what it changed. */
  changes: Changes | null;
  /** Null where one can't go back to it. */
  rollBack: Wish | null;
}

/** The deployments as rows. Where some are left out, none knows the one before it. */
export function historyRows(
  deployments: readonly Deployment[],
  options: {
    entity: Entity;
    cells: readonly MatrixCell[];
    isFiltered: boolean;
  },
): HistoryRow[] {
  const { entity, cells, isFiltered } = options;
  const repository = repositoryOf(entity);
  const before = befores(isFiltered ? [] : deployments);
  return deployments.map(deployment => {
    const { id, commit, environment } = deployment;
    const cell = cells.find(one => one.environment === environment) ?? null;
    return {
      id,
      deployment,
      commitUrl: commitUrl(repository, commit),
      changes: changesOf(repository, deployment, before.get(id)),
      // What had to be undone is nothing to go back to by one press.
      rollBack:
        deployment.status === 'succeeded' ? rollbackTo(deployment, cell) : null,
    };
  });
}
