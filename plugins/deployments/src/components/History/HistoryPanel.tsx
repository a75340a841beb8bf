import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { Button, Select, Text } from '@backstage/ui';
import {
  deploymentStatusSchema,
  deploymentStatusWord,
  type DeploymentList,
} from '@portico/plugin-deployments-common';
import { useCallback, useState } from 'react';
import type { ServiceRow } from '../../api';
import { useIsPhone } from '../../hooks/useIsPhone';
import type { UrlChange } from '../../hooks/useUrl';
import type { Wish } from '../../words/promotion';
import { Panel } from '../Panel';
import { PromoteDialog, type PromoteAccess } from '../Promote';
import { ResourceStates } from '../states';
import styles from './History.module.css';
import { HistoryCards } from './HistoryCards';
import { historyRows } from './historyRows';
import { HistoryTable } from './HistoryTable';
import { useHistory, useHistoryView, type HistoryView } from './useHistory';

const ALL = 'all';

const STATUSES = [
  { value: ALL, label: 'Any status' },
  ...deploymentStatusSchema.options.map(value => ({
    value,
    label: deploymentStatusWord(value),
  })),
];

const NothingFits = ({
  view,
  onChange,
}: {
  view: HistoryView;
  onChange: (change: UrlChange) => void;
}) => {
  const what = view.status
    ? `No deployment with the status "${deploymentStatusWord(view.status)}"`
    : 'No deployment';
  const where = view.environment ? ` in ${view.environment}` : '';
  return (
    <div className={styles.nothing}>
      <Text as="p" variant="body-medium" color="secondary">
        {`${what} was told${where}.`}
      </Text>
      {(view.status || view.environment) && (
        <Button
          size="small"
          variant="secondary"
          onPress={() =>
            onChange({ status: null, environment: null, cursor: null })
          }
        >
          Show all
        </Button>
      )}
    </div>
  );
};

const Paging = ({
  view,
  next,
  onChange,
}: {
  view: HistoryView;
  next: string | undefined;
  onChange: (change: UrlChange) => void;
}) =>
  view.cursor === null && next === undefined ? null : (
    <nav className={styles.paging} aria-label="Pages of the history">
      {view.cursor !== null && (
        <Button
          size="small"
          variant="secondary"
          onPress={() => onChange({ cursor: null })}
        >
          Newest
        </Button>
      )}
      {next !== undefined && (
        <Button
          size="small"
          variant="secondary"
          onPress={() => onChange({ cursor: next })}
        >
          Older
        </Button>
      )}
    </nav>
  );

const Rows = ({
  list,
  view,
  entity,
  row,
  access,
  onChange,
}: {
  list: DeploymentList;
  view: HistoryView;
  entity: Entity;
  row: ServiceRow;
  access: PromoteAccess;
  onChange: (change: UrlChange) => void;
}) => {
  const isPhone = useIsPhone();
  // What was begun stays as it was, whatever is deployed meanwhile.
  const [begun, setBegun] = useState<Wish>();
  const begin = useCallback((wish: Wish) => setBegun(wish), []);
  if (list.items.length === 0) {
    return <NothingFits view={view} onChange={onChange} />;
  }
  const rows = historyRows(list.items, {
    entity,
    cells: row.cells,
    isFiltered: view.status !== null,
  });
  const onRollBack = access === 'allowed' ? begin : undefined;
  return (
    <>
      {isPhone ? (
        <HistoryCards rows={rows} onRollBack={onRollBack} />
      ) : (
        <HistoryTable
          rows={rows}
          isOneEnvironment={view.environment !== null}
          onRollBack={onRollBack}
        />
      )}
      {begun && (
        <PromoteDialog
          entity={entity}
          wish={begun}
          onClose={() => setBegun(undefined)}
        />
      )}
    </>
  );
};

/** What was deployed when, and what became of it. */
export const HistoryPanel = ({
  entity,
  row,
  access,
}: {
  entity: Entity;
  row: ServiceRow;
  access: PromoteAccess;
}) => {
  const [view, change] = useHistoryView();
  const resource = useHistory(stringifyEntityRef(entity), view);
  return (
    <Panel
      title="History"
      aside={
        <Select
          aria-label="Status"
          className={styles.filter}
          options={STATUSES}
          value={view.status ?? ALL}
          onChange={value =>
            change({
              status: value === ALL ? null : String(value),
              cursor: null,
            })
          }
        />
      }
    >
      <ResourceStates resource={resource} what="the history" shape="table">
        {list => (
          <Rows
            list={list}
            view={view}
            entity={entity}
            row={row}
            access={access}
            onChange={change}
          />
        )}
      </ResourceStates>
      <Paging
        view={view}
        next={
          resource.status === 'ready' ? resource.data.nextCursor : undefined
        }
        onChange={change}
      />
    </Panel>
  );
};
