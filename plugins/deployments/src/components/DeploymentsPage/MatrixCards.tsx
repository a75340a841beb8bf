import type { MatrixRow } from '@portico/plugin-deployments-common';
import { EntityLink } from '../EntityLink';
import styles from './Matrix.module.css';
import { MatrixCellView } from './MatrixCellView';

/** The same as a list, where a table would be too wide. */
export const MatrixCards = ({ rows }: { rows: readonly MatrixRow[] }) => (
  <ul className={styles.cards}>
    {rows.map(({ entityRef, cells }) => (
      <li key={entityRef} className={styles.card}>
        <EntityLink entityRef={entityRef} path="/deployments" weight="bold" />
        <dl className={styles.environments}>
          {cells.map(cell => (
            <div key={cell.environment} className={styles.environment}>
              <dt>{cell.environment}</dt>
              <dd>
                <MatrixCellView entityRef={entityRef} cell={cell} />
              </dd>
            </div>
          ))}
        </dl>
      </li>
    ))}
  </ul>
);
