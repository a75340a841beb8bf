import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Alert, ButtonLink, type HeaderMetadataItem } from '@backstage/ui';
import {
  environmentsChangeReadPermission,
  isOpenChange,
  type ChangeRequest,
  type ChangeState,
} from '@portico/plugin-environments-common';
import { useCallback, useEffect, useState } from 'react';
import { environmentsApiRef } from '../../api';
import { progressOf } from '../../form/changeProgressOf';
import { dateTime } from '../../format/dates';
import { CHANGE_STATES, changeTitle } from '../../format/states';
import { useLinks } from '../../hooks/useLinks';
import { useResource } from '../../hooks/useResource';
import { EntityLink } from '../EntityLink';
import { PageFrame } from '../PageFrame';
import { Panel } from '../Panel';
import { ProgressLine } from '../ProgressLine';
import { NotFoundState, ResourceStates } from '../states';
import { StateWord } from '../StateWord';
import { ChangeDetails, PullRequestLink } from './ChangeDetails';
import { ChangeHistory } from './ChangeHistory';
import { DecisionPanel } from './DecisionPanel';
import styles from './ChangePage.module.css';

/** Whether the next news of a change may come at any moment. */
function isMoving(state: ChangeState): boolean {
  return isOpenChange(state) || state === 'applying';
}

/** Whether a pipeline has ever reported for the environment; false while nobody knows. */
function usePipelineConnected(name: string | undefined): boolean {
  const api = useApi(environmentsApiRef);
  const [connected, setConnected] = useState(false);
  useEffect(() => {
    if (name === undefined) return undefined;
    const controller = new AbortController();
    // A new environment is not in the list yet, so nothing has reported for it.
    api.listEnvironments({ signal: controller.signal }).then(
      ({ items }) => {
        if (controller.signal.aborted) return;
        const view = items.find(entry => entry.name === name);
        setConnected(view?.pipelineConnected ?? false);
      },
      () => undefined,
    );
    return () => controller.abort();
  }, [api, name]);
  return connected;
}

/** Whether the environment of a change is there to look at. */
function exists({ kind, state }: ChangeRequest): boolean {
  return kind !== 'create' || ['merged', 'applying', 'applied'].includes(state);
}

function useUserRef(): string | undefined {
  const identityApi = useApi(identityApiRef);
  const [ref, setRef] = useState<string>();
  useEffect(() => {
    let ended = false;
    identityApi.getBackstageIdentity().then(
      ({ userEntityRef }) => {
        if (!ended) setRef(userEntityRef);
      },
      () => undefined,
    );
    return () => {
      ended = true;
    };
  }, [identityApi]);
  return ref;
}

function metadataOf(change: ChangeRequest): HeaderMetadataItem[] {
  const { requestedBy, requestedAt, expiresAt, pullRequest, state } = change;
  const items: HeaderMetadataItem[] = [
    { label: 'State', value: <StateWord state={CHANGE_STATES[state]} /> },
    { label: 'Asked by', value: <EntityLink entityRef={requestedBy} /> },
    { label: 'Asked on', value: dateTime(requestedAt) },
  ];
  if (expiresAt) {
    items.push({ label: 'Waits until', value: dateTime(expiresAt) });
  }
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
  const user = useUserRef();
  const connected = usePipelineConnected(change.name);
  return (
    <>
      {change.stateReason && (
        <Alert
          status={isOpenChange(change.state) ? 'info' : 'warning'}
          icon
          role="status"
          title={change.stateReason}
        />
      )}
      {change.comment && <p className={styles.comment}>{change.comment}</p>}
      <Panel title="Progress">
        <ProgressLine entries={progressOf(change, connected)} />
      </Panel>
      <div className={styles.columns}>
        <div className={styles.side}>
          <DecisionPanel
            change={change}
            isRequester={change.requestedBy === user}
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
        exists(change) && (
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
