import { usePermission } from '@backstage/plugin-permission-react';
import { deploymentsReadPermission } from '@portico/plugin-deployments-common';
import { RiInboxLine, RiQuestionLine } from '@remixicon/react';
import { useEventSnippet } from '../../hooks/useEventSnippet';
import { refName } from '../../words/refs';
import { Fold } from '../Fold';
import { LoadingState } from './LoadingState';
import { NotAllowedState } from './NotAllowedState';
import { Snippet } from './Snippet';
import { StateMessage } from './StateMessage';

/** No deployment was told: why that may be, and how a pipeline tells of one. */
export const NothingTold = ({
  service,
  environment = 'prod',
  isFolded = false,
  isOfAll = false,
}: {
  service: string;
  environment?: string;
  /** Whether it is about all services, some of which the reader may not see. */
  isOfAll?: boolean;
  /** Whether the command is behind one line, as in a card. */
  isFolded?: boolean;
}) => {
  const snippet = useEventSnippet(service, environment);
  const command = snippet && (
    <Snippet label="How a pipeline tells of a deployment" text={snippet} />
  );
  return (
    <StateMessage
      icon={<RiInboxLine />}
      title="No deployment has been told yet"
    >
      <p>
        Deployments are read from Kubernetes and GitHub where these are
        connected, and any pipeline can tell of its own.
        {isOfAll && ' What you may not see is left out.'}
      </p>
      {isFolded && command ? (
        <Fold title="How a pipeline tells of one">{command}</Fold>
      ) : (
        command
      )}
    </StateMessage>
  );
};

/**
 * The same for one service. A backend leaves out what the reader may not see, so it is asked
 * first whether that is why there is nothing.
 */
export const NothingToldOf = ({
  entityRef,
  environment,
  isFolded,
}: {
  entityRef: string;
  environment?: string;
  isFolded?: boolean;
}) => {
  const { loading, allowed, error } = usePermission({
    permission: deploymentsReadPermission,
    resourceRef: entityRef,
  });
  if (loading) {
    return (
      <LoadingState
        what="the deployments of this service"
        waitsFor="the permission policy"
        shape="card"
      />
    );
  }
  if (error) {
    return (
      <StateMessage
        icon={<RiQuestionLine />}
        title="It is not known whether there are deployments"
        role="alert"
      >
        <p>{`Whether you may see them could not be checked: ${error.message}`}</p>
      </StateMessage>
    );
  }
  if (!allowed) {
    return (
      <NotAllowedState
        what="the deployments of this service"
        permission={deploymentsReadPermission.name}
      />
    );
  }
  return (
    <NothingTold
      service={refName(entityRef)}
      environment={environment}
      isFolded={isFolded}
    />
  );
};
