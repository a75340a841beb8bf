import { Button, Cell, Table, type ColumnConfig } from '@backstage/ui';
import { deploymentTitle } from '@portico/plugin-deployments-common';
import { useMemo } from 'react';
import { byWords } from '../../words/refs';
import type { Wish } from '../../words/promotion';
import { OriginTag } from '../OriginTag';
import styles from './History.module.css';
import type { HistoryRow } from './historyRows';
import { Source, Status, Took, VersionPart, When } from './parts';

const WHEN: ColumnConfig<HistoryRow> = {
  id: 'when',
  label: 'When',
  defaultWidth: '1.3fr',
  minWidth: 120,
  cell: ({ deployment }) => (
    <Cell>
      <When deployment={deployment} />
    </Cell>
  ),
};

const WHAT: ColumnConfig<HistoryRow> = {
  id: 'what',
  label: 'What',
  isRowHeader: true,
  defaultWidth: '2fr',
  minWidth: 180,
  cell: ({ deployment }) => (
    <Cell>
      <span className={styles.title}>
        {deploymentTitle(deployment)} <OriginTag origin={deployment.origin} />
      </span>
      <span className={styles.detail}>{byWords(deployment.who)}</span>
    </Cell>
  ),
};

const VERSION: ColumnConfig<HistoryRow> = {
  id: 'version',
  label: 'Version',
  defaultWidth: '1.4fr',
  minWidth: 130,
  cell: row => (
    <Cell>
      <VersionPart row={row} />
    </Cell>
  ),
};

const ENVIRONMENT: ColumnConfig<HistoryRow> = {
  id: 'environment',
  label: 'Environment',
  minWidth: 125,
  cell: ({ deployment }) => <Cell>{deployment.environment}</Cell>,
};

const TOOK: ColumnConfig<HistoryRow> = {
  id: 'took',
  label: 'Took',
  defaultWidth: '0.8fr',
  minWidth: 90,
  cell: ({ deployment }) => (
    <Cell>
      <Took deployment={deployment} />
    </Cell>
  ),
};

const STATUS: ColumnConfig<HistoryRow> = {
  id: 'status',
  label: 'Status',
  defaultWidth: '1.2fr',
  minWidth: 120,
  cell: ({ deployment }) => (
    <Cell>
      <Status deployment={deployment} />
    </Cell>
  ),
};

const SOURCE: ColumnConfig<HistoryRow> = {
  id: 'source',
  label: 'Told by',
  minWidth: 110,
  cell: ({ deployment }) => (
    <Cell>
      <Source deployment={deployment} />
    </Cell>
  ),
};

function rollBackColumn(
  onRollBack: (wish: Wish) => void,
): ColumnConfig<HistoryRow> {
  return {
    id: 'action',
    label: 'Go back',
    minWidth: 110,
    cell: ({ rollBack }) => (
      <Cell>
        {rollBack && (
          <Button
            size="small"
            variant="tertiary"
            aria-label={`Roll back ${rollBack.environment} to ${rollBack.to.version}`}
            onPress={() => onRollBack(rollBack)}
          >
            Roll back
          </Button>
        )}
      </Cell>
    ),
  };
}

/** The deployments as a table; a column that says the same in every row is left out. */
export const HistoryTable = ({
  rows,
  isOneEnvironment,
  onRollBack,
}: {
  rows: readonly HistoryRow[];
  isOneEnvironment: boolean;
  /** Left out where the reader may not do it. */
  onRollBack?: (wish: Wish) => void;
}) => {
  const canGoBack = rows.some(({ rollBack }) => rollBack !== null);
  const columnConfig = useMemo(
    () => [
      WHEN,
      WHAT,
      VERSION,
      ...(isOneEnvironment ? [] : [ENVIRONMENT]),
      TOOK,
      STATUS,
      SOURCE,
      ...(onRollBack && canGoBack ? [rollBackColumn(onRollBack)] : []),
    ],
    [isOneEnvironment, onRollBack, canGoBack],
  );
  return (
    <div className={styles.table}>
      <Table
        columnConfig={columnConfig}
        data={[...rows]}
        pagination={{ type: 'none' }}
      />
    </div>
  );
};
