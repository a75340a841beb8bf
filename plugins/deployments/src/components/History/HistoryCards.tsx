import { Button } from '@backstage/ui';
import { deploymentTitle } from '@portico/plugin-deployments-common';
import { byWords } from '../../words/refs';
import type { Wish } from '../../words/promotion';
import { OriginTag } from '../OriginTag';
import styles from './History.module.css';
import type { HistoryRow } from './historyRows';
import { Source, Status, Took, VersionPart, When } from './parts';

/** The deployments as a list, where a table would be too wide. */
export const HistoryCards = ({
  rows,
  onRollBack,
}: {
  rows: readonly HistoryRow[];
  onRollBack?: (wish: Wish) => void;
}) => (
  <ul className={styles.cards}>
    {rows.map(row => {
      const { id, deployment, rollBack } = row;
      return (
        <li key={id} className={styles.card}>
          <span className={styles.title}>
            {deploymentTitle(deployment)}{' '}
            <OriginTag origin={deployment.origin} />
          </span>
          <span>
            <Status deployment={deployment} />
          </span>
          <span className={styles.detail}>
            <When deployment={deployment} />
          </span>
          <span className={styles.detail}>
            {`${byWords(deployment.who)} · took `}
            <Took deployment={deployment} />
            {' · told by '}
            <Source deployment={deployment} />
          </span>
          <span>
            <VersionPart row={row} />
          </span>
          {rollBack && onRollBack && (
            <div>
              <Button
                size="small"
                variant="tertiary"
                aria-label={`Roll back ${rollBack.environment} to ${rollBack.to.version}`}
                onPress={() => onRollBack(rollBack)}
              >
                Roll back
              </Button>
            </div>
          )}
        </li>
      );
    })}
  </ul>
);
