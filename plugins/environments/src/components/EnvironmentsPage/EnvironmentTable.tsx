import {
  Box,
  Cell,
  CellText,
  Link,
  Table,
  useTable,
  type ColumnConfig,
} from '@backstage/ui';
import type { EnvironmentView } from '@portico/plugin-environments-common';
import { useMemo } from 'react';
import { expiryWords, priceWords } from '../../form/environmentRows';
import { refName } from '../../format/refs';
import { ENVIRONMENT_STATES } from '../../format/states';
import { useLinks, type Links } from '../../hooks/useLinks';
import { useNow } from '../../hooks/useNow';
import { OriginTag } from '../OriginTag';
import { StateWord } from '../StateWord';
import styles from './EnvironmentsPage.module.css';

type Row = EnvironmentView & { id: string };

const STATE: ColumnConfig<Row> = {
  id: 'state',
  label: 'State',
  defaultWidth: '1.4fr',
  cell: row => (
    <Cell>
      <span className={styles.state}>
        <StateWord state={ENVIRONMENT_STATES[row.state]} />
        <OriginTag origin={row.origin} />
      </span>
    </Cell>
  ),
};

const CLASS: ColumnConfig<Row> = {
  id: 'class',
  label: 'Class',
  cell: row => (
    <CellText
      title={row.class ?? 'this machine'}
      description={row.region ?? undefined}
    />
  ),
};

const OWNER: ColumnConfig<Row> = {
  id: 'owner',
  label: 'Owner',
  cell: row => <CellText title={refName(row.owner)} />,
};

const PRICE: ColumnConfig<Row> = {
  id: 'price',
  label: 'List price',
  defaultWidth: '1.6fr',
  cell: row => <Cell>{priceWords(row)}</Cell>,
};

function columns(links: Links, now: number): ColumnConfig<Row>[] {
  const name: ColumnConfig<Row> = {
    id: 'name',
    label: 'Name',
    isRowHeader: true,
    defaultWidth: '1.8fr',
    cell: row => (
      <Cell>
        <Link href={links.environment(row.name)} weight="bold">
          {row.name}
        </Link>
        <span className={styles.detail}>{row.description}</span>
      </Cell>
    ),
  };
  const expires: ColumnConfig<Row> = {
    id: 'expires',
    label: 'Expires',
    cell: row => <Cell>{expiryWords(row, now)}</Cell>,
  };
  return [name, STATE, CLASS, OWNER, expires, PRICE];
}

/** The environments as a table. */
export const EnvironmentTable = ({
  environments,
}: {
  environments: readonly EnvironmentView[];
}) => {
  const links = useLinks();
  const now = useNow();
  const data = useMemo(
    () => environments.map(entry => ({ ...entry, id: entry.name })),
    [environments],
  );
  const columnConfig = useMemo(() => columns(links, now), [links, now]);
  const { tableProps } = useTable<Row>({
    mode: 'complete',
    data,
    paginationOptions: { pageSize: 50 },
  });
  return (
    <Box bg="neutral" className={styles.table}>
      <Table
        {...tableProps}
        columnConfig={columnConfig}
        pagination={data.length > 50 ? tableProps.pagination : { type: 'none' }}
      />
    </Box>
  );
};
