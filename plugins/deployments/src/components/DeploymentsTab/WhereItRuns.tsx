import type { Entity } from '@backstage/catalog-model';
import type { ServiceRow } from '../../api';
import { CellFacts } from '../CellFacts';
import { Panel } from '../Panel';
import { PromoteActions, type PromoteAccess } from '../Promote';
import { ClusterList } from './ClusterList';
import styles from './DeploymentsTab.module.css';

/** Which version runs in each environment and cluster, and what can be done about it. */
export const WhereItRuns = ({
  entity,
  row,
  chosen,
  access,
}: {
  entity: Entity;
  row: ServiceRow;
  chosen: string | null;
  access: PromoteAccess;
}) => (
  <Panel title="Where it runs">
    <ul className={styles.environments}>
      {row.cells.map(cell => {
        const isChosen = cell.environment === chosen;
        return (
          <li
            key={cell.environment}
            className={styles.environment}
            aria-current={isChosen ? 'true' : undefined}
          >
            <CellFacts cell={cell} isChosen={isChosen} />
            <ClusterList clusters={cell.clusters} />
            <PromoteActions
              entity={entity}
              row={row}
              cell={cell}
              access={access}
            />
          </li>
        );
      })}
    </ul>
  </Panel>
);
