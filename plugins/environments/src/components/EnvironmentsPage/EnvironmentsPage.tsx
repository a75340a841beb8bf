import { useApi } from '@backstage/frontend-plugin-api';
import { ButtonLink } from '@backstage/ui';
import {
  environmentsEnvironmentReadPermission,
  type EnvironmentList,
} from '@portico/plugin-environments-common';
import type { SourceStatus } from '@portico/plugin-timeline-common';
import { RiAddLine } from '@remixicon/react';
import { useCallback } from 'react';
import { environmentsApiRef } from '../../api';
import { useIsPhone } from '../../hooks/useIsPhone';
import { useLinks } from '../../hooks/useLinks';
import { useRepositorySource } from '../../hooks/useRepositorySource';
import { useResource } from '../../hooks/useResource';
import { PageFrame } from '../PageFrame';
import { SetUpNotice } from '../SetUpNotice';
import { EmptyState, ResourceStates } from '../states';
import { EnvironmentCards } from './EnvironmentCards';
import { EnvironmentTable } from './EnvironmentTable';
import { IncompleteNotice } from './IncompleteNotice';
import { OpenChanges } from './OpenChanges';

const CreateButton = () => {
  const links = useLinks();
  return (
    <ButtonLink
      variant="primary"
      size="medium"
      href={links.create}
      iconStart={<RiAddLine />}
    >
      Create environment
    </ButtonLink>
  );
};

const Environments = ({
  list,
  source,
}: {
  list: EnvironmentList;
  source: SourceStatus | undefined;
}) => {
  const isPhone = useIsPhone();
  if (list.items.length === 0 && list.complete) {
    return (
      <EmptyState title="No environments yet" action={<CreateButton />}>
        An environment is a place where services run. You see its price and its
        plan before anything is created.
      </EmptyState>
    );
  }
  return (
    <>
      {!list.complete && <IncompleteNotice source={source} />}
      {isPhone ? (
        <EnvironmentCards environments={list.items} />
      ) : (
        <EnvironmentTable environments={list.items} />
      )}
    </>
  );
};

/** All environments, and the changes that wait for somebody. */
export const EnvironmentsPage = () => {
  const api = useApi(environmentsApiRef);
  const source = useRepositorySource();
  const notSetUp = source?.state === 'not-set-up';
  const list = useResource(
    useCallback(
      (signal: AbortSignal) => api.listEnvironments({ signal }),
      [api],
    ),
    { pace: () => 'quiet' },
  );
  return (
    <PageFrame
      title="Environments"
      description="Places where services run, and what they cost."
      actions={<CreateButton />}
    >
      {source && notSetUp && <SetUpNotice source={source} />}
      <OpenChanges />
      <ResourceStates
        resource={list}
        what="the environments"
        waitsFor="the Git host"
        permission={environmentsEnvironmentReadPermission.name}
      >
        {data =>
          notSetUp && data.items.length === 0 ? null : (
            <Environments list={data} source={source} />
          )
        }
      </ResourceStates>
    </PageFrame>
  );
};
