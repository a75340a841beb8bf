import { useApi } from '@backstage/frontend-plugin-api';
import { ButtonLink, type HeaderMetadataItem } from '@backstage/ui';
import {
  changeTitle,
  environmentsChangeReadPermission,
  isOpenChange,
  type ChangeRequest,
  type ChangeState,
} from '@portico/plugin-environments-common';
import { useCallback } from 'react';
import { environmentsApiRef } from '../../api';
import { hasEnvironment } from '../../form/changeVerdict';
import { CHANGE_STATES } from '../../format/states';
import { useLinks } from '../../hooks/useLinks';
import { usePipelineConnected } from '../../hooks/usePipelineConnected';
import { useReader } from '../../hooks/useReader';
import { useResource } from '../../hooks/useResource';
import { ChangeProgress } from '../ChangeProgress';
import { EntityLink } from '../EntityLink';
import { PageFrame } from '../PageFrame';
import { Panel } from '../Panel';
import { RelativeTime } from '../RelativeTime';
import { NotFoundState, ResourceStates } from '../states';
import { StateWord } from '../StateWord';
import { ChangeDetails, PullRequestLink } from './ChangeDetails';
import { ChangeHistory } from './ChangeHistory';
import { ChangeNews } from './ChangeNews';
import { DecisionPanel } from './DecisionPanel';
import styles from './ChangePage.module.css';

/** Whether the next news of a change may come at any moment. */
function isMoving(state: ChangeState): boolean {
  return isOpenChange(state) || state === 'applying';
}

function metadataOf(change: ChangeRequest): HeaderMetadataItem[] {
  const { requestedBy, requestedAt, pullRequest, state, owner } = change;
  const items: HeaderMetadataItem[] = [
    { label: 'State', value: <StateWord state={CHANGE_STATES[state]} /> },
    { label: 'Asked by', value: <EntityLink entityRef={requestedBy} /> },
    { label: 'Asked', value: <RelativeTime at={requestedAt} /> },
    { label: 'Owner', value: <EntityLink entityRef={owner} /> },
  ];
  if (pullRequest) {
    items.push({
      label: 'Pull request',
      value: <PullRequestLink pullRequest={pullRequest} />,
    });
  }
  return items;
}

const Change = ({
  change,
  onDecided,
}: {
  change: ChangeRequest;
  onDecided: () => void;
}) => {
  const { user } = useReader();
  const connected = usePipelineConnected(change);
  const isRequester = change.requestedBy === user;
  return (
    <>
      <ChangeNews
        change={change}
        isRequester={isRequester}
        pipelineConnected={connected}
      />
      <Panel title="Progress">
        <ChangeProgress change={change} pipelineConnected={connected} />
      </Panel>
      {change.comment && <p className={styles.comment}>{change.comment}</p>}
      <div className={styles.columns}>
        <div className={styles.side}>
          <DecisionPanel
            change={change}
            isRequester={isRequester}
            onDecided={onDecided}
          />
          <Panel title="History">
            <ChangeHistory history={change.history} />
          </Panel>
        </div>
        <div className={styles.main}>
          <ChangeDetails change={change} />
        </div>
      </div>
    </>
  );
};

/** One change: where it stands, what it does, and what the reader may do about it. */
export const ChangePage = ({ id }: { id: string }) => {
  const api = useApi(environmentsApiRef);
  const links = useLinks();
  const resource = useResource(
    useCallback(
      (signal: AbortSignal) => api.getChange(id, { signal }),
      [api, id],
    ),
    {
      pace: change => (change && isMoving(change.state) ? 'moving' : 'quiet'),
      changeId: id,
    },
  );
  const change = resource.status === 'ready' ? resource.data : undefined;
  return (
    <PageFrame
      title={change ? changeTitle(change) : 'Change'}
      href={links.change(id)}
      metadata={change && metadataOf(change)}
      actions={
        change &&
        hasEnvironment(change) && (
          <ButtonLink
            variant="secondary"
            href={links.environment(change.name)}
          >{`Environment ${change.name}`}</ButtonLink>
        )
      }
    >
      <ResourceStates
        resource={resource}
        what="this change"
        permission={environmentsChangeReadPermission.name}
        shape="columns"
        notFound={
          <NotFoundState
            title="There is no such change"
            term="environment"
            listHref={links.list}
          >
            It may belong to people whose changes you can't see, or the address
            is not complete.
          </NotFoundState>
        }
      >
        {data => <Change change={data} onDecided={resource.reload} />}
      </ResourceStates>
    </PageFrame>
  );
};
