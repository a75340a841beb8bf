import { useApi } from '@backstage/frontend-plugin-api';
import { Alert, Button, ButtonLink } from '@backstage/ui';
import {
  changeTitle,
  OPEN_CHANGE_STATES,
  type ChangeList as Changes,
  type ChangeListQuery,
} from '@portico/plugin-environments-common';
import { useCallback, type ReactNode } from 'react';
import { environmentsApiRef } from '../../api';
import { countRequests, waitingForYouWords } from '../../form/requestCount';
import { listWords } from '../../format/refs';
import { useLinks } from '../../hooks/useLinks';
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
  children,
}: {
  title: string;
  resource: Resource<Changes>;
  children: (list: Changes) => ReactNode;
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
  return (
    <>
      {stale && (
        <StaleBanner
          message={stale.message}
          loadedAt={loadedAt}
          onRetry={reload}
        />
      )}
      {/* Nothing waits, and that is known: no heading for nothing. */}
      {data.items.length > 0 && children(data)}
    </>
  );
};

/** How many requests wait, with the names of the first, and the way to them. */
const Waiting = ({ list }: { list: Changes }) => {
  const links = useLinks();
  const named = list.items.slice(0, 2).map(changeTitle);
  const more = list.items.length - named.length;
  return (
    <Alert
      status="warning"
      icon
      title={waitingForYouWords(countRequests(list))}
      description={`${listWords(
        more > 0 ? [...named, `${more}${list.cursor ? '+' : ''} more`] : named,
      )}.`}
      customActions={
        <ButtonLink size="small" variant="primary" href={links.approvals}>
          See what waits
        </ButtonLink>
      }
    />
  );
};

/** Changes that wait for the reader, and those the reader asked for. */
export const OpenChanges = () => (
  <>
    <ChangesPart title="Waiting for you" resource={useChanges(WAITING)}>
      {list => <Waiting list={list} />}
    </ChangesPart>
    <ChangesPart title="Your requests" resource={useChanges(MINE)}>
      {list => (
        <Panel title="Your requests">
          <ChangeList changes={list.items} label="Your requests" />
        </Panel>
      )}
    </ChangesPart>
  </>
);
