import { useApi } from '@backstage/frontend-plugin-api';
import { Button, SearchField, Switch, Text } from '@backstage/ui';
import type { Matrix } from '@portico/plugin-deployments-common';
import { useCallback } from 'react';
import { deploymentsApiRef } from '../../api';
import { useIsPhone } from '../../hooks/useIsPhone';
import { useResource, type Resource } from '../../hooks/useResource';
import { useUrl, type UrlChange } from '../../hooks/useUrl';
import {
  filterRows,
  readMatrixFilter,
  type MatrixFilter,
} from '../../words/matrixFilter';
import { counted } from '../../words/refs';
import { Panel } from '../Panel';
import { NothingTold, ResourceStates } from '../states';
import styles from './Matrix.module.css';
import { MatrixCards } from './MatrixCards';
import { MatrixTable } from './MatrixTable';

/** All services in all environments, kept fresh. */
export function useMatrix(): Resource<Matrix> {
  const api = useApi(deploymentsApiRef);
  return useResource(
    useCallback((signal: AbortSignal) => api.getMatrix({ signal }), [api]),
  );
}

const Filters = ({
  filter,
  onChange,
}: {
  filter: MatrixFilter;
  onChange: (change: UrlChange) => void;
}) => (
  <div className={styles.filters}>
    <SearchField
      aria-label="Search services"
      placeholder="Search services"
      size="small"
      className={styles.search}
      value={filter.text}
      onChange={text => onChange({ search: text })}
    />
    <Switch
      label="Only problems"
      isSelected={filter.onlyProblems}
      onChange={isOn => onChange({ problems: isOn ? 'true' : null })}
    />
  </div>
);

const NothingFits = ({
  filter,
  onChange,
}: {
  filter: MatrixFilter;
  onChange: (change: UrlChange) => void;
}) => (
  <div className={styles.nothing}>
    <Text as="p" variant="body-medium">
      {filter.onlyProblems && filter.text.trim() === ''
        ? 'No service has a problem that is known of.'
        : 'No service fits this filter.'}
    </Text>
    <Button
      size="small"
      variant="secondary"
      onPress={() => onChange({ search: null, problems: null })}
    >
      Show all
    </Button>
  </div>
);

/** Which version of which service is where, to be searched and narrowed to what is wrong. */
export const MatrixPanel = ({ resource }: { resource: Resource<Matrix> }) => {
  const isPhone = useIsPhone();
  const [params, change] = useUrl();
  const filter = readMatrixFilter(params);
  // There is nothing to search in.
  const isEmpty =
    resource.status === 'ready' && resource.data.items.length === 0;
  return (
    <Panel
      title="Where everything runs"
      aside={!isEmpty && <Filters filter={filter} onChange={change} />}
    >
      <ResourceStates resource={resource} what="the services" shape="table">
        {({ items, environments }) => {
          if (items.length === 0)
            return <NothingTold service="my-service" isOfAll />;
          const rows = filterRows(items, filter);
          return (
            <>
              <Text as="p" role="status" variant="body-small" color="secondary">
                {rows.length === items.length
                  ? counted(items.length, 'service')
                  : `${rows.length} of ${counted(items.length, 'service')}`}
              </Text>
              {rows.length === 0 && (
                <NothingFits filter={filter} onChange={change} />
              )}
              {rows.length > 0 &&
                (isPhone ? (
                  <MatrixCards rows={rows} />
                ) : (
                  <MatrixTable rows={rows} environments={environments} />
                ))}
            </>
          );
        }}
      </ResourceStates>
    </Panel>
  );
};
