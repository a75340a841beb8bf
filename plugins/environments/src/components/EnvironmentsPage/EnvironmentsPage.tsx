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
import {
  FILTER_ABOVE,
  filterEnvironments,
  isFiltering,
} from '../../form/environmentFilter';
import { useIsPhone } from '../../hooks/useIsPhone';
import { useLinks } from '../../hooks/useLinks';
import { useReader } from '../../hooks/useReader';
import { useRepositorySource } from '../../hooks/useRepositorySource';
import { useResource } from '../../hooks/useResource';
import { PageFrame } from '../PageFrame';
import { SetUpNotice } from '../SetUpNotice';
import { EmptyState, LoadingState, ResourceStates } from '../states';
import { EnvironmentCards } from './EnvironmentCards';
import { EnvironmentFilters, useEnvironmentFilter } from './EnvironmentFilters';
import { EnvironmentTable } from './EnvironmentTable';
import { IncompleteNotice } from './IncompleteNotice';
import { OpenChanges } from './OpenChanges';

const CreateButton = () => {
  const links = useLinks();
  return (
    <ButtonLink variant="primary" href={links.create} iconStart={<RiAddLine />}>
      Create environment
    </ButtonLink>
  );
};

/** What waits is one press away, also when nothing does. */
const ListActions = () => {
  const links = useLinks();
  return (
    <>
      <ButtonLink variant="secondary" href={links.approvals}>
        Approvals
      </ButtonLink>
      <CreateButton />
    </>
  );
};

/** Whose environments to show is not known, so nothing is said about them. */
const UnknownReader = ({ loaded }: { loaded: boolean }) =>
  loaded ? (
    <EmptyState title="Which of these are yours is not known">
      The portal could not tell who you are. Show all, or load this page again.
    </EmptyState>
  ) : (
    <LoadingState what="who you are" waitsFor="the portal" shape="table" />
  );

const Environments = ({
  list,
  source,
}: {
  list: EnvironmentList;
  source: SourceStatus | undefined;
}) => {
  const isPhone = useIsPhone();
  const { refs, user, loaded } = useReader();
  const [filter, setFilter] = useEnvironmentFilter();
  const shown = filterEnvironments(list.items, filter, refs);
  // Before it is known who reads, nothing is known to be theirs or not.
  const isReaderMissing = filter.mine && user === undefined;
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
      {(list.items.length > FILTER_ABOVE || isFiltering(filter)) && (
        <EnvironmentFilters
          filter={filter}
          shown={isReaderMissing ? undefined : shown.length}
          all={list.items.length}
          onChange={setFilter}
        />
      )}
      {isReaderMissing && <UnknownReader loaded={loaded} />}
      {!isReaderMissing && shown.length === 0 && list.items.length > 0 && (
        <EmptyState title="No environment fits these filters">
          There are others; take a filter away to see them.
        </EmptyState>
      )}
      {shown.length > 0 &&
        (isPhone ? (
          <EnvironmentCards environments={shown} />
        ) : (
          <EnvironmentTable environments={shown} />
        ))}
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
      actions={<ListActions />}
    >
      {source && notSetUp && <SetUpNotice source={source} />}
      <OpenChanges />
      <ResourceStates
        resource={list}
        what="the environments"
        waitsFor="the Git host"
        permission={environmentsEnvironmentReadPermission.name}
        shape="table"
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
