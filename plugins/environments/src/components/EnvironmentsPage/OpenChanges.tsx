import { useApi } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import {
  OPEN_CHANGE_STATES,
  type ChangeList as Changes,
  type ChangeListQuery,
} from '@portico/plugin-environments-common';
import { useCallback } from 'react';
import { environmentsApiRef } from '../../api';
import { useResource, type Resource } from '../../hooks/useResource';
import { ChangeList } from '../ChangeList';
import { Panel } from '../Panel';
import { StaleBanner } from '../states';

const WAITING: ChangeListQuery = { assignee: 'me' };
const MINE: ChangeListQuery = {
  requester: 'me',
  // What is being built is not done either.
  state: [...OPEN_CHANGE_STATES, 'applying'],
};

function useChanges(query: ChangeListQuery): Resource<Changes> {
  const api = useApi(environmentsApiRef);
  return useResource(
    useCallback(
      (signal: AbortSignal) => api.listChanges(query, { signal }),
      [api, query],
    ),
    { pace: () => 'quiet' },
  );
}

const ChangesPart = ({
  title,
  resource,
}: {
  title: string;
  resource: Resource<Changes>;
}) => {
  if (resource.status === 'loading') return null;
  if (resource.status === 'failed') {
    return (
      <Alert
        status="warning"
        icon
        role="status"
        title={`"${title}" could not be loaded`}
        description={resource.problem.message}
        customActions={
          <Button size="small" variant="secondary" onPress={resource.reload}>
            Retry
          </Button>
        }
      />
    );
  }
  const { data, stale, loadedAt, reload } = resource;
  // Nothing waits, and that is known: no heading for nothing.
  if (data.items.length === 0 && !stale) return null;
  return (
    <Panel title={title}>
      {stale && (
        <StaleBanner
          message={stale.message}
          loadedAt={loadedAt}
          onRetry={reload}
        />
      )}
      <ChangeList changes={data.items} label={title} />
    </Panel>
  );
};

/** Changes that wait for the reader, and those the reader asked for. */
export const OpenChanges = () => (
  <>
    <ChangesPart title="Waiting for you" resource={useChanges(WAITING)} />
    <ChangesPart title="Your requests" resource={useChanges(MINE)} />
  </>
);
