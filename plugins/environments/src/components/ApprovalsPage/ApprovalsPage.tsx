import { useApi, useAppSearchParams } from '@backstage/frontend-plugin-api';
import { ButtonLink, Text } from '@backstage/ui';
import {
  environmentsChangeReadPermission,
  type ChangeList as Changes,
} from '@portico/plugin-environments-common';
import { useCallback } from 'react';
import { environmentsApiRef } from '../../api';
import { countRequests, lookedAtWords } from '../../form/requestCount';
import { useLinks } from '../../hooks/useLinks';
import { useResource } from '../../hooks/useResource';
import { ChangeList } from '../ChangeList';
import { PageFrame } from '../PageFrame';
import { Panel } from '../Panel';
import { EmptyState, ResourceStates } from '../states';
import { INBOXES, inboxOf, type Inbox } from './inboxes';

const InboxContent = ({ inbox, list }: { inbox: Inbox; list: Changes }) => {
  const links = useLinks();
  const changes = list.items.filter(inbox.shows);
  const lookedAt = lookedAtWords(list);
  if (changes.length === 0) {
    return (
      <EmptyState
        title={
          lookedAt ? 'Nothing among the newest requests' : inbox.emptyTitle
        }
        action={
          <ButtonLink variant="secondary" href={links.list}>
            All environments
          </ButtonLink>
        }
      >
        {lookedAt ?? inbox.emptyText}
      </EmptyState>
    );
  }
  return (
    <Panel title={inbox.titleOf(countRequests(list, changes))}>
      <ChangeList changes={changes} label={inbox.label} />
      {lookedAt && (
        <Text as="p" variant="body-small" color="secondary">
          {lookedAt}
        </Text>
      )}
    </Panel>
  );
};

const InboxView = ({ inbox }: { inbox: Inbox }) => {
  const api = useApi(environmentsApiRef);
  const resource = useResource(
    useCallback(
      (signal: AbortSignal) => api.listChanges(inbox.query, { signal }),
      [api, inbox],
    ),
    { pace: () => 'quiet' },
  );
  return (
    <ResourceStates
      resource={resource}
      what="the requests"
      permission={environmentsChangeReadPermission.name}
      shape="list"
    >
      {list => <InboxContent inbox={inbox} list={list} />}
    </ResourceStates>
  );
};

/** What waits for the reader's yes, what they asked for, and what was decided. */
export const ApprovalsPage = () => {
  const links = useLinks();
  const [params] = useAppSearchParams();
  const inbox = inboxOf(params.get('show'));
  return (
    <PageFrame
      title="Approvals"
      href={links.approvals}
      description="Changes of environments that somebody has to agree to, and what became of them."
      tabs={INBOXES.map(({ id, label }) => ({
        id,
        label,
        href:
          id === 'waiting' ? links.approvals : `${links.approvals}?show=${id}`,
      }))}
      activeTabId={inbox.id}
    >
      <InboxView key={inbox.id} inbox={inbox} />
    </PageFrame>
  );
};
